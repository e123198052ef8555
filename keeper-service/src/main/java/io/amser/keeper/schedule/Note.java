package io.amser.keeper.schedule;

import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.subscription.ProcessorPauses;
import java.time.Duration;
import java.util.Optional;

/**
 * What the keeper writes beside a window after an attempt.
 *
 * @param failingSince when it was first found that the charge cannot succeed
 * @param watched whether a top-up of the payer brings the next attempt forward
 * @param missed whether the window is closed, as far as a node knows
 */
public record Note(
        SubscriptionKey subscription,
        WindowId window,
        ChainTime nextAttempt,
        Optional<ChainTime> failingSince,
        boolean watched,
        boolean missed) {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    /** It is looked at again at {@code time}, whatever has become of it by then. */
    public static Note again(DueCharge due, ChainTime time) {
        return new Note(due.subscription(), due.window(), time, due.failingSince(), false, false);
    }

    /** It cannot succeed, and has not since the first time it was tried; that its window has closed is seen at once. */
    public static Note failing(DueCharge due, ProcessorPauses pauses, ChainTime now) {
        var since = due.failingSince().orElse(now);
        var retry = RetrySchedule.next(since, now);
        var next = due.closesAt(pauses)
                .map(closing -> ChainTime.earlier(retry, closing.plus(A_SECOND)))
                .orElse(retry);
        return new Note(due.subscription(), due.window(), next, Optional.of(since), true, false);
    }

    /** A node may be wrong, and a reorganisation can put the clock back: it is looked at again, more and more seldom. */
    public static Note missed(DueCharge due, ProcessorPauses pauses, ChainTime now) {
        var closedFor = due.closesAt(pauses).map(now::since).orElse(A_DAY);
        var pause = closedFor.compareTo(A_DAY) > 0 ? closedFor : A_DAY;
        return new Note(due.subscription(), due.window(), now.plus(pause), due.failingSince(), false, true);
    }
}
