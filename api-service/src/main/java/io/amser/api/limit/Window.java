package io.amser.api.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A caller's minute, which begins with its first request, and how many were made in it. */
record Window(Instant start, int used) {
    static final Duration LENGTH = Duration.ofMinutes(1);

    /** After one more request. */
    static Window after(@Nullable Window last, Instant now) {
        // A clock that was set back must not lengthen a minute.
        return last == null || !now.isBefore(last.end()) || now.isBefore(last.start())
                ? new Window(now, 1)
                : new Window(last.start(), last.used() == Integer.MAX_VALUE ? last.used() : last.used() + 1);
    }

    boolean isSpent(Quota quota, Instant now) {
        return used >= quota.perMinute() && now.isBefore(end());
    }

    boolean exceeds(Quota quota) {
        return used > quota.perMinute();
    }

    int left(Quota quota) {
        return Math.max(0, quota.perMinute() - used);
    }

    /** Whole seconds until the next minute begins, at least one. */
    long secondsLeft(Instant now) {
        return Math.max(1, Duration.between(now, end()).plusMillis(999).toSeconds());
    }

    /** As RateLimit writes it; plain concatenation, because every public answer has it. */
    String state(Quota quota, Instant now) {
        return "\"" + quota.name() + "\";r=" + left(quota) + ";t=" + secondsLeft(now);
    }

    private Instant end() {
        return start.plus(LENGTH);
    }
}
