package io.amser.api.explanation;

import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.subscription.SubscriptionAt;
import java.util.Optional;

/**
 * Everything that decides about the next charge, in one block.
 *
 * @param at the subscription as the chain holds it, with the failures that the log tells of
 * @param token empty if the registry never had a policy for it
 */
record Facts(SubscriptionAt at, Optional<TokenPolicy> token, Means means) {

    boolean tokenChargeable() {
        var price = at.plan().price();
        return token.filter(TokenPolicy::enabled)
                .filter(policy -> price.covers(policy.min()) && policy.max().covers(price))
                .isPresent();
    }

    /** Whether the protocol is to blame for a failure in the present window, though the subscriber has the means. */
    boolean transferRefused() {
        var failure = at.subscription().failures().last();
        return failure != null
                && failure.window().equals(at.subscription().windowId())
                && failure.code() == FailCode.TRANSFER_FAILED
                && failure.responsible() == Responsible.PROTOCOL;
    }

    boolean due() {
        return !at.now().isBefore(at.subscription().nextChargeAt());
    }
}
