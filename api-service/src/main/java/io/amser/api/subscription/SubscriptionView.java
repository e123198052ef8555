package io.amser.api.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.amser.api.freshness.AsOf;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.Status;
import io.amser.protocol.subscription.SubscriptionAt;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A subscription as the API shows it. */
@Schema(name = "Subscription", description = "One wallet on one plan, as of the chain's present time.")
record SubscriptionView(
        @Schema(description = "The same on every machine: UUID v5 over chain, module and on-chain id.")
        String allocationId,

        @Schema(description = "On-chain subscription id, a decimal uint256.", examples = "1")
        String onChainId,

        @Schema(description = "Contract that holds the subscription, in lower case.")
        String moduleAddress,

        @Schema(description = "Subscriber's wallet, in lower case.")
        String userAddress,

        @Schema(description = "The plan, the same on every machine: UUID v5 over chain, module and on-chain plan id.")
        String planId,

        @Schema(description = "The first that fits, computed at the time of the question.")
        Status status,

        @Schema(description = "Everything charged so far, in token base units.", examples = "10000000")
        String totalSpent,

        @Schema(description = "Charges that succeeded.", examples = "3")
        long timesExecuted,

        @Schema(
                description = "When the next charge is due; null when none is queued.",
                examples = "2026-04-01T00:00:00.000Z")
        @Nullable
        String nextChargeDate,

        @Schema(
                description =
                        "End of consent, in unix seconds: the earlier of the subscription's own expiry and Permit2's.",
                examples = "1743465600")
        @Nullable
        String expiresAt,

        @Schema(description = "Charges that the subscriber still agrees to; null is unlimited.") @Nullable
        Long remainingExecutions,

        @Schema(description = "Time of the block that created the subscription.", examples = "2026-01-01T00:00:00.000Z")
        String createdAt,

        @Schema(description = "Whether the merchant blocks the subscriber.")
        boolean isBlocked,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "How far the index has come; in lists, the X-Indexed headers say it.")
        @Nullable
        AsOf asOf) {

    static SubscriptionView of(
            ChainId chain, SubscriptionAt at, Optional<StandingAllowance> allowance, @Nullable AsOf asOf) {
        var subscription = at.subscription();
        return new SubscriptionView(
                DeterministicIds.allocation(chain, subscription.key()).toString(),
                subscription.key().id().toString(),
                subscription.key().module().value(),
                subscription.subscriber().value(),
                DeterministicIds.plan(chain, subscription.plan()).toString(),
                at.status(),
                subscription.charges().totalSpent().toString(),
                subscription.charges().timesExecuted(),
                at.nextChargeDate().map(ChainTime::iso).orElse(null),
                Long.toString(at.expiresAt(allowance).seconds()),
                left(subscription.remainingExecutions()),
                subscription.createdAt().iso(),
                at.blocked(),
                asOf);
    }

    private static @Nullable Long left(Executions executions) {
        return switch (executions) {
            case Executions.Limited(var left) -> left;
            case Executions.Unlimited _ -> null;
        };
    }
}
