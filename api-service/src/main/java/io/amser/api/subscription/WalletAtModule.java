package io.amser.api.subscription;

import io.amser.protocol.PlanId;
import io.amser.protocol.subscription.SubscriptionAt;
import java.util.List;
import java.util.Set;

/**
 * What the index holds of one wallet at one module.
 *
 * @param moduleKnown whether the module is one of the protocol's
 * @param allInDoubt whether a lost record may concern any plan of the module
 * @param inDoubt plans whose subscription lacks a record
 */
public record WalletAtModule(
        boolean moduleKnown, boolean allInDoubt, Set<PlanId> inDoubt, List<SubscriptionAt> subscriptions) {

    /** Those of {@code plans} about which only the chain can answer. */
    public List<PlanId> doubtful(List<PlanId> plans) {
        return allInDoubt ? plans : plans.stream().filter(inDoubt::contains).toList();
    }
}
