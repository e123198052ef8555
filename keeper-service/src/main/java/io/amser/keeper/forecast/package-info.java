/**
 * Telling days ahead which charges will not go through, so that somebody can do something about it.
 *
 * <p>A sweep goes through the wallets with a charge in the days to come, a page at a time, and begins anew after a while. What a wallet has is set
 * against all of its charges of one token, at whatever merchant, oldest due first: as the keeper itself will decide when they are due.
 */
@NullMarked
package io.amser.keeper.forecast;

import org.jspecify.annotations.NullMarked;
