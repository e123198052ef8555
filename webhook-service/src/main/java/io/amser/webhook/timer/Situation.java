package io.amser.webhook.timer;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.SubscriptionAt;
import io.amser.webhook.event.LapseAround;
import java.time.Duration;
import java.util.Optional;

/** A subscription at one moment with all that decides about it. */
record Situation(
        SubscriptionAt state,
        Optional<StandingAllowance> allowance,
        Address processor,
        Address merchant,
        boolean incomplete) {

    Judgement judged(Duration notice) {
        return Judgement.of(state, allowance, notice);
    }

    LapseAround around() {
        return new LapseAround(state, merchant, incomplete);
    }

    SubscriberKey subscriber() {
        return new SubscriberKey(
                state.subscription().key().module(), state.subscription().subscriber());
    }

    AllowanceKey allowanceKey() {
        return new AllowanceKey(
                processor, state.subscription().subscriber(), state.plan().token());
    }
}
