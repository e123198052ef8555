package io.amser.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** When a delivery is attempted: at once, then 5 min, 30 min, 2 h and 8 h after the first attempt, and never again. */
public final class RetrySchedule {
    private static final List<Duration> AFTER_THE_FIRST = List.of(
            Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(8));

    /** Attempts that an outage of ours has made late do not follow each other faster than those of the schedule. */
    private static final Duration LEAST_GAP = AFTER_THE_FIRST.get(1);

    /** What failed in one second does not all come back in one second. */
    static final Duration MOST_JITTER = Duration.ofSeconds(30);

    /** An endpoint that wants to be left alone for longer is asked again all the same. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private RetrySchedule() {}

    /**
     * One attempt that failed.
     *
     * @param number counted from 1
     * @param retryAfter how long the endpoint asks to be left alone, from the end of the attempt on
     */
    public record FailedAttempt(
            int number, Instant firstStartedAt, Instant startedAt, Instant endedAt, Optional<Duration> retryAfter) {}

    /** When the next attempt is due; empty if this was the last one. {@code jitter} is 0 up to 1. */
    public static Optional<Instant> next(FailedAttempt failed, double jitter) {
        if (failed.number() >= AFTER_THE_FIRST.size()) {
            return Optional.empty();
        }
        var planned = failed.firstStartedAt().plus(AFTER_THE_FIRST.get(failed.number()));
        var notBefore = failed.startedAt().plus(LEAST_GAP);
        var allowed = failed.endedAt().plus(pause(failed.retryAfter()));
        var due = Collections.max(List.of(planned, notBefore, allowed));
        return Optional.of(due.plusMillis((long) (MOST_JITTER.toMillis() * jitter)));
    }

    private static Duration pause(Optional<Duration> retryAfter) {
        return retryAfter
                .map(wanted -> wanted.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wanted)
                .orElse(Duration.ZERO);
    }
}
