package io.amser.api.authorization;

import io.amser.api.subscription.WalletAtModule;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.PlanId;
import io.amser.protocol.subscription.Status;
import io.amser.protocol.subscription.SubscriptionAt;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the index says about an authorization. */
@Schema(name = "IndexedAuthorization", description = "What the index says.")
record IndexedAnswer(
        @Schema(description = "Whether any of the plans is active and paid.")
        boolean authorized,

        @Schema(description = "On-chain ids of the plans that are active and paid.", examples = "[\"1\"]")
        List<String> matchingPlanIds,

        @Schema(description = "One entry for each subscription of the wallet to these plans.")
        List<Detail> details) {

    /** One subscription. */
    @Schema(name = "IndexedAuthorizationDetail", description = "One subscription of the wallet.")
    record Detail(
            @Schema(description = "UUID v5 over chain, module and on-chain id.")
            String allocationId,

            @Schema(description = "On-chain plan id, a decimal uint32.", examples = "1")
            String planIdOnChain,

            @Schema(description = "The first that fits.") Status status,

            @Schema(
                    description = "When the next charge is due; null when none is queued.",
                    examples = "2026-04-01T00:00:00.000Z")
            @Nullable
            String nextChargeDate,

            @Schema(description = "Charges that succeeded.", examples = "3")
            long timesExecuted) {

        private static Detail of(ChainId chain, SubscriptionAt at) {
            var subscription = at.subscription();
            return new Detail(
                    DeterministicIds.allocation(chain, subscription.key()).toString(),
                    subscription.planId().toString(),
                    at.status(),
                    at.nextChargeDate().map(ChainTime::iso).orElse(null),
                    subscription.charges().timesExecuted());
        }
    }

    /**
     * Decides from what the index holds, and from the chain where it lacks a record.
     *
     * @param activeOnChain those of the plans in doubt that the chain calls active
     */
    static IndexedAnswer of(
            ChainId chain, List<PlanId> plans, WalletAtModule wallet, Collection<PlanId> activeOnChain) {
        var doubtful = wallet.doubtful(plans);
        var activeInIndex = wallet.subscriptions().stream()
                .filter(SubscriptionAt::active)
                .map(at -> at.subscription().planId())
                .collect(Collectors.toSet());
        var matching = plans.stream()
                .filter(plan -> doubtful.contains(plan) ? activeOnChain.contains(plan) : activeInIndex.contains(plan))
                .map(PlanId::toString)
                .toList();
        var details =
                wallet.subscriptions().stream().map(at -> Detail.of(chain, at)).toList();
        return new IndexedAnswer(!matching.isEmpty(), matching, details);
    }
}
