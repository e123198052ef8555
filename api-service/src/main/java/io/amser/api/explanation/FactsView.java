package io.amser.api.explanation;

import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The facts of one block as the API shows them. */
@Schema(name = "Facts", description = "What the chain holds in one block; amounts are token base units.")
record FactsView(
        @Schema(description = "Number of the block.", examples = "31337421")
        String blockNumber,

        @Schema(description = "Hash of the block.") String blockHash,

        @Schema(description = "Time of the block.", examples = "2026-04-01T00:00:00.000Z")
        String blockTime,

        @Schema(description = "What the module says about a charge in this block.", examples = "None")
        String quote,

        @Schema(description = "What a charge takes, in token base units.", examples = "10000000")
        String price,

        @Schema(
                description =
                        "What charges take first that are due before this one, the 1,000 oldest at most, in token base units.",
                examples = "0")
        String dueBefore,

        @Schema(description = "The wallet's balance, in token base units.", examples = "10000000")
        String balance,

        @Schema(description = "What Permit2 still lets the processor take, in token base units.", examples = "10000000")
        String permit2Amount,

        @Schema(description = "When that allowance ends.", examples = "2026-04-01T00:00:00.000Z")
        String permit2ExpiresAt,

        @Schema(description = "What the token lets Permit2 take, in token base units.", examples = "10000000")
        String approvalToPermit2,

        @Schema(description = "When the subscription's own consent ends.", examples = "2026-04-01T00:00:00.000Z")
        String consentExpiresAt,

        @Schema(description = "Charges that the subscriber still agrees to; null is unlimited.") @Nullable
        Long remainingExecutions,

        @Schema(description = "Whether the merchant blocks the wallet.")
        boolean blocked,

        @Schema(description = "Whether the subscriber cancelled.")
        boolean cancelled,

        @Schema(description = "Whether the merchant paused the subscription.")
        boolean pausedByMerchant,

        @Schema(description = "Whether the subscriber paused it.")
        boolean pausedBySubscriber,

        @Schema(description = "When a charge is or was due.", examples = "2026-04-01T00:00:00.000Z")
        String nextChargeAt,

        @Schema(
                description =
                        "The last second of the present window; null while a pause of the processor keeps it open.",
                examples = "2026-05-01T00:00:00.000Z")
        @Nullable
        String windowClosesAt,

        @Schema(
                description = "The last second that is paid for, the grace included; null before the first charge.",
                examples = "2026-04-04T00:00:00.000Z")
        @Nullable
        String accessUntil,

        @Schema(description = "Whether the protocol has paused all charges of this processor.")
        boolean processorPaused,

        @Schema(
                description =
                        "Whether the registry lets the plan's price be charged in its token, as of the index; the rest is the chain's.")
        boolean tokenChargeable) {

    static FactsView of(Explanation explanation) {
        var facts = explanation.facts();
        var at = facts.at();
        var subscription = at.subscription();
        var means = facts.means();
        return new FactsView(
                explanation.block().toString(),
                explanation.hash().value(),
                at.now().iso(),
                explanation.quote().chainName(),
                at.plan().price().toString(),
                means.promised().toString(),
                means.balance().toString(),
                means.permit2().amount().toString(),
                means.permit2().expiration().iso(),
                means.approval().toString(),
                subscription.allowanceExpiry().iso(),
                subscription.remainingExecutions() instanceof Executions.Limited(var left) ? left : null,
                at.blocked(),
                subscription.cancelled(),
                subscription.pausedByMerchant(),
                subscription.pausedBySubscriber(),
                subscription.nextChargeAt().iso(),
                at.windowClosesAt().map(ChainTime::iso).orElse(null),
                at.accessUntil().map(ChainTime::iso).orElse(null),
                at.pauses().paused(),
                facts.tokenChargeable());
    }
}
