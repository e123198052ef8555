package io.amser.acceptance.crowd;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.actor.Subscriber;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;

/** One wallet's subscription to one plan, and the people on both of its sides. */
public record Member(
        Subscriber subscriber, Merchant merchant, PlanKey plan, TokenAmount price, SubscriptionKey subscription) {}
