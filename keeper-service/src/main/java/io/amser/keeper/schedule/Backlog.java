package io.amser.keeper.schedule;

import io.amser.protocol.ChainTime;
import java.util.Optional;

/**
 * How much waits.
 *
 * @param ready windows that are due, not charged and not just sent, but for those that their payer holds up
 * @param watched windows that cannot be charged until their payer tops up
 * @param missed windows that closed uncharged and wait for a recovery
 */
public record Backlog(long ready, Optional<ChainTime> oldestDueAt, long watched, long missed) {
    public static final Backlog NONE = new Backlog(0, Optional.empty(), 0, 0);
}
