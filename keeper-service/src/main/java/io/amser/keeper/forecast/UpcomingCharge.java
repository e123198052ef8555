package io.amser.keeper.forecast;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * A charge that is due by some time, if those of its subscription before it go through.
 *
 * @param remaining how many charges the budget has left, this one included; empty if it has no bound
 * @param consentUntil until when the subscription itself may be charged
 */
record UpcomingCharge(
        SubscriptionKey subscription,
        Address merchant,
        WindowId window,
        AllowanceKey wallet,
        TokenAmount amount,
        ChainTime dueAt,
        Duration interval,
        Optional<Long> remaining,
        ChainTime consentUntil) {

    /** As the keeper takes them when they are due. */
    static final Comparator<UpcomingCharge> OLDEST_FIRST = Comparator.comparing(UpcomingCharge::dueAt)
            .thenComparing(charge -> charge.subscription().module())
            .thenComparing(charge -> charge.subscription().id());

    /** The charge of the next window; empty if the budget ends with this one. */
    Optional<UpcomingCharge> next() {
        if (remaining.filter(left -> left <= 1).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new UpcomingCharge(
                subscription,
                merchant,
                new WindowId(window.value() + 1),
                wallet,
                amount,
                dueAt.plus(interval),
                interval,
                remaining.map(left -> left - 1),
                consentUntil));
    }
}
