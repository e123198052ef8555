package io.amser.webhook.intake;

import io.amser.eventlog.projection.LoggedEvent;
import java.util.Optional;

/**
 * Up to where merchants know one partition of the log.
 *
 * @param nextOffset the first record of this log that nobody was told of
 * @param formerBlock up to which block they were told from another log, if this one has told nothing yet
 */
record ToldMark(long nextOffset, Optional<Long> formerBlock) {
    static final ToldMark NOTHING = new ToldMark(0, Optional.empty());

    /** A new log brings again what stands on the chain; that something stands there no more is always news. */
    boolean isBefore(LoggedEvent logged) {
        return logged.offset() >= nextOffset
                && (logged.event().retracted()
                        || formerBlock.map(block -> block(logged) > block).orElse(true));
    }

    /** The block up to which everything is told that stands on the chain once this is. */
    static long toldWith(LoggedEvent logged) {
        return logged.event().retracted() ? block(logged) - 1 : block(logged);
    }

    private static long block(LoggedEvent logged) {
        return logged.event().event().origin().blockNumber().value();
    }
}
