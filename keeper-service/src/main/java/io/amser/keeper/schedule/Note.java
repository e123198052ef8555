package io.amser.keeper.schedule;

import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import java.util.Optional;

/**
 * What the keeper writes beside a window after an attempt.
 *
 * @param nextAttempt empty if there is none: the window is closed
 * @param failingSince when it was first found that the charge cannot succeed
 * @param watched whether a top-up of the payer brings the next attempt forward
 */
public record Note(
        SubscriptionKey subscription,
        WindowId window,
        Optional<ChainTime> nextAttempt,
        Optional<ChainTime> failingSince,
        boolean watched) {

    /** It is looked at again at {@code time}, whatever has become of it by then. */
    public static Note again(DueCharge due, ChainTime time) {
        return new Note(due.subscription(), due.window(), Optional.of(time), due.failingSince(), false);
    }

    /** It cannot succeed, and has not since the first time it was tried. */
    public static Note failing(DueCharge due, ChainTime now) {
        var since = due.failingSince().orElse(now);
        return new Note(
                due.subscription(),
                due.window(),
                Optional.of(RetrySchedule.next(since, now)),
                Optional.of(since),
                true);
    }

    public static Note missed(DueCharge due) {
        return new Note(due.subscription(), due.window(), Optional.empty(), due.failingSince(), false);
    }
}
