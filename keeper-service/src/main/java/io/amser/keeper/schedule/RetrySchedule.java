package io.amser.keeper.schedule;

import io.amser.protocol.ChainTime;
import java.time.Duration;
import java.util.List;

/** When a charge that failed is tried again, should no top-up be seen before: 5 min, 30 min, 2 h and 8 h after it, then daily. */
public final class RetrySchedule {
    private static final List<Duration> AFTER_THE_FAILURE =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(8));
    private static final Duration DAY = Duration.ofDays(1);

    private RetrySchedule() {}

    /** The first time of the schedule after {@code now}; it does not drift with attempts that a top-up caused. */
    public static ChainTime next(ChainTime failingSince, ChainTime now) {
        for (var delay : AFTER_THE_FAILURE) {
            var at = failingSince.plus(delay);
            if (at.isAfter(now)) {
                return at;
            }
        }
        var days = Math.max(0, now.since(failingSince).toDays()) + 1;
        return failingSince.plus(DAY.multipliedBy(days));
    }
}
