package io.amser.acceptance.crowd;

import io.amser.devstack.actor.Merchant;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;

/** A plan that a merchant offers. */
record Offer(Merchant merchant, PlanKey plan, TokenAmount price) {}
