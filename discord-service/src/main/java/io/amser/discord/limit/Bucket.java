package io.amser.discord.limit;

import java.time.Instant;

/**
 * How many requests of one kind Discord still takes, as far as its last answer tells.
 *
 * @param remaining until the bucket is filled again
 * @param filledAt from then on nothing is known but that there is room
 */
record Bucket(int remaining, Instant filledAt) {
    static final Bucket UNKNOWN = new Bucket(0, Instant.MIN);

    boolean isOpen(Instant now) {
        return remaining > 0 || !now.isBefore(filledAt);
    }

    /** After an answer that came now; Discord's own clock is not asked, it may be another one. */
    Bucket after(Allowance told, Instant now) {
        return new Bucket(told.remaining(), now.plus(told.resetsAfter()));
    }

    /** After a request whose answer did not come, or told nothing: it may have been counted. */
    Bucket afterSilence() {
        return new Bucket(Math.max(0, remaining - 1), filledAt);
    }
}
