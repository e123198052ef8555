package io.amser.api.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.amser.api.freshness.AsOf;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An envelope as the API shows it. */
@Schema(name = "Envelope", description = "Usage credits that a subscriber lets an agent use, batch by batch.")
record EnvelopeView(
        @Schema(description = "On-chain envelope id, a decimal uint256.", examples = "1")
        String onChainId,

        @Schema(description = "Contract that holds the envelope, in lower case.")
        String moduleAddress,

        @Schema(description = "Subscriber's wallet, in lower case.")
        String userAddress,

        @Schema(description = "Who may use the credits, in lower case.")
        String authorizedAgent,

        @Schema(description = "On-chain plan id, a decimal uint32.", examples = "1")
        String planIdOnChain,

        @Schema(description = "Batches that may still be charged.", examples = "3")
        long remainingBatches,

        @Schema(description = "Number of the present batch.", examples = "1")
        long sequence,

        @Schema(description = "Credits of the present batch that were used.", examples = "250")
        String creditsConsumed,

        @Schema(description = "Whether the present batch is used up and its charge is due.")
        boolean isSettled,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "How far the index has come; in lists, the X-Indexed headers say it.")
        @Nullable
        AsOf asOf) {}
