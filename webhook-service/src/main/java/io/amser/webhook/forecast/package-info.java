/**
 * What keepers foresee, told to the merchants whom it concerns: once for each window, however often it is said.
 *
 * <p>Every replica reads all forecasts from where the table of positions stands, and moves it in the transaction that tells of
 * them: of two that have read the same, the slower one finds it moved, and goes on from there.
 */
@NullMarked
package io.amser.webhook.forecast;

import org.jspecify.annotations.NullMarked;
