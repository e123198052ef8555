package io.amser.indexer.rpc.health;

import java.time.Duration;
import java.time.Instant;

/**
 * A pause that grows each time it is needed again.
 *
 * @param times how often in a row it was needed
 * @param until when the last one ends
 */
public record Rest(int times, Instant until) {
    public static final Rest NONE = new Rest(0, Instant.MIN);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    /** What fails while it rests was asked before, and says nothing new. */
    public Rest again(Instant now) {
        return isOver(now) ? new Rest(times + 1, now.plus(length(times))) : this;
    }

    private static Duration length(int before) {
        var full = FIRST.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        return full.compareTo(LONGEST) < 0 ? full : LONGEST;
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
