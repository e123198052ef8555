package io.amser.api.activity;

import io.amser.protocol.Address;
import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.EventOrigin;
import java.util.Optional;

/** What one event adds to its merchant's activity. */
record Activity(
        EventOrigin origin,
        SubscriptionKey subscription,
        ActivityType type,
        TokenAmount amount,
        TokenAmount fee,
        Optional<FailCode> reason,
        Address keeper) {

    /** Only charges and failures are activity. */
    static Optional<Activity> of(ChainEvent event) {
        return switch (event) {
            case ExecutionExecuted e ->
                Optional.of(new Activity(
                        e.origin(),
                        e.subscription(),
                        ActivityType.CHARGE,
                        e.amount(),
                        e.protocolFee(),
                        Optional.empty(),
                        e.keeper()));
            case ExecutionFailed e ->
                Optional.of(new Activity(
                        e.origin(),
                        e.subscription(),
                        ActivityType.FAIL,
                        TokenAmount.ZERO,
                        TokenAmount.ZERO,
                        Optional.of(e.code()),
                        e.keeper()));
            case ChainEvent.OfModule _, ChainEvent.OfPlan _, ChainEvent.OfStanding _ -> Optional.empty();
            case ChainEvent.OfSubscriber _, ChainEvent.OfToken _, ChainEvent.OfFees _ -> Optional.empty();
            case ChainEvent.OfProcessor _, ChainEvent.OfAllowance _ -> Optional.empty();
        };
    }
}
