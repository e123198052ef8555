package io.amser.discord.role.standing;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanKey;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import java.util.List;
import java.util.Optional;

/**
 * All that is known about one wallet and one plan.
 *
 * @param terms empty if the plan's own event could not be applied
 * @param subscriptions of the wallet to the plan
 * @param blocked whether the merchant blocks the wallet
 * @param incomplete whether a record about it could not be applied
 * @param word what the chain itself said, where it was asked and our fold was wrong or incomplete
 */
public record Claim(
        PlanKey plan,
        Address wallet,
        Optional<Plan> terms,
        List<Subscription> subscriptions,
        boolean blocked,
        boolean incomplete,
        Optional<Boolean> word) {

    public Claim {
        subscriptions = List.copyOf(subscriptions);
    }

    /** What our own fold answers to the question that the module's {@code isActive} answers. */
    public boolean activeByFold(ChainTime now) {
        return terms.map(plan ->
                        subscriptions.stream().anyMatch(s -> at(s, plan, now).active()))
                .orElse(false);
    }

    /** Whether our fold cannot be relied on: only the chain can tell. */
    public boolean unreliable() {
        return incomplete || (terms.isEmpty() && !subscriptions.isEmpty());
    }

    /** No access depends on the processor's pauses: they only move windows. */
    SubscriptionAt at(Subscription subscription, Plan plan, ChainTime now) {
        return subscription.at(now, plan, blocked, ProcessorPauses.NEVER);
    }
}
