/**
 * How events of the chain become events of merchants and deliveries to their endpoints, in the transaction that applies the
 * log: once, and with nothing between that could be lost.
 *
 * <p>{@link io.amser.webhook.intake.Tidings} decides; {@link io.amser.webhook.intake.Intake} reads what that takes and
 * writes what comes of it, one statement each for a whole batch.
 */
@NullMarked
package io.amser.webhook.intake;

import org.jspecify.annotations.NullMarked;
