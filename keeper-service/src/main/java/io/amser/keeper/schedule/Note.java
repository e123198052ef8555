package io.amser.keeper.schedule;

import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
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

    /** It is looked at again at {@code time}, whatever has become of it by then. */
    public static Note again(DueCharge due, ChainTime time) {
        return new Note(due.subscription(), due.window(), time, due.failingSince(), false, false);
    }

    /** It cannot succeed, and has not since the first time it was tried. */
    public static Note failing(DueCharge due, ChainTime now) {
        var since = due.failingSince().orElse(now);
        return new Note(
                due.subscription(), due.window(), RetrySchedule.next(since, now), Optional.of(since), true, false);
    }

    /** A node may be wrong, and a reorganisation can put the clock back: it is looked at again every day. */
    public static Note missed(DueCharge due, ChainTime now) {
        return new Note(
                due.subscription(), due.window(), now.plus(Duration.ofDays(1)), due.failingSince(), false, true);
    }
}
