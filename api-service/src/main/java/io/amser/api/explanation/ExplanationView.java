package io.amser.api.explanation;

import io.amser.api.freshness.AsOf;
import io.amser.api.status.KeeperBacklog;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.subscription.Failure;
import io.amser.protocol.subscription.Status;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An explanation as the API shows it. */
@Schema(name = "Explanation", description = "Why a subscription is not active or what comes next, and who has to act.")
record ExplanationView(
        @Schema(description = "The subscription: UUID v5 over chain, module and on-chain id.")
        String allocationId,

        @Schema(description = "On-chain subscription id, a decimal uint256.", examples = "1")
        String onChainId,

        @Schema(description = "Contract that holds the subscription, in lower case.")
        String moduleAddress,

        @Schema(description = "Subscriber's wallet, in lower case.")
        String userAddress,

        @Schema(description = "Its status in the block of the facts.")
        Status status,

        @Schema(description = "Who has to act first.") VerdictView verdict,

        @Schema(description = "All that stands in the way of the next charge, in the order in which to mend it.")
        List<ObstacleView> obstacles,

        @Schema(description = "What the chain holds, all in one block; token_chargeable is the index's word.")
        FactsView facts,

        @Schema(description = "The newest failure since the last charge that went well; null if there is none.")
        @Nullable
        FailureView lastFailure,

        @Schema(description = "What all keepers have before them; null while nobody can count it.") @Nullable
        KeeperBacklog keeperBacklog,

        @Schema(description = "How far the index has come, which told whose subscription it is and what failed.")
        AsOf asOf) {

    /** Who has to act first. */
    @Schema(name = "Verdict", description = "Who has to act first.")
    record VerdictView(
            @Schema(description = "Who: subscriber, merchant, platform; or wait, where time alone helps.")
            Actor who,

            @Schema(description = "Why; never changes its meaning.", examples = "balance_low")
            Cause reason,

            @Schema(description = "What to do, in words.") String action,

            @Schema(description = "With wait: until when; else null.", examples = "2026-04-01T00:00:00.000Z") @Nullable
            String until) {

        private static VerdictView of(Verdict verdict) {
            var cause = verdict.cause();
            return new VerdictView(
                    cause.actor(),
                    cause,
                    cause.action(),
                    verdict.until().map(ChainTime::iso).orElse(null));
        }
    }

    /** One thing that stands in the way. */
    @Schema(name = "Obstacle", description = "One thing that stands in the way of the next charge.")
    record ObstacleView(
            @Schema(description = "Who can mend it.") Actor who,

            @Schema(description = "What it is; never changes its meaning.", examples = "permit2_expired")
            Cause reason,

            @Schema(description = "How to mend it, in words.")
            String action) {

        private static ObstacleView of(Cause cause) {
            return new ObstacleView(cause.actor(), cause, cause.action());
        }
    }

    /** A failure that the log tells of. */
    @Schema(name = "LastFailure", description = "A failed charge.")
    record FailureView(
            @Schema(description = "As in activity.", examples = "InsufficientAllowance")
            String reason,

            @Schema(description = "Who answers for it.", examples = "subscriber")
            String responsible,

            @Schema(description = "Time of the block.", examples = "2026-04-01T00:00:00.000Z")
            String failedAt) {

        private static FailureView of(Failure failure) {
            return new FailureView(
                    failure.code().apiName(),
                    failure.responsible().apiName(),
                    failure.at().iso());
        }
    }

    static ExplanationView of(ChainId chain, Explanation explanation, Optional<KeeperBacklog> backlog, AsOf asOf) {
        var at = explanation.facts().at();
        var subscription = at.subscription();
        return new ExplanationView(
                DeterministicIds.allocation(chain, subscription.key()).toString(),
                subscription.key().id().toString(),
                subscription.key().module().value(),
                subscription.subscriber().value(),
                at.status(),
                VerdictView.of(explanation.verdict()),
                explanation.verdict().obstacles().stream().map(ObstacleView::of).toList(),
                FactsView.of(explanation),
                Optional.ofNullable(subscription.failures().last())
                        .map(FailureView::of)
                        .orElse(null),
                backlog.orElse(null),
                asOf);
    }
}
