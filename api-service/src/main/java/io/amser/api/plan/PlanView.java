package io.amser.api.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.amser.api.freshness.AsOf;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan as the API shows it. */
@Schema(
        name = "Plan",
        description = "What a subscriber pays, how often and in which token; everything but active is fixed for ever.")
record PlanView(
        @Schema(description = "On-chain plan id, a decimal uint32.", examples = "1")
        String planIdOnChain,

        @Schema(description = "Contract that holds the plan, in lower case.")
        String moduleAddress,

        @Schema(description = "Merchant's wallet, in lower case.")
        String merchantAddress,

        @Schema(description = "Token that is charged, in lower case.")
        String tokenAddress,

        @Schema(description = "Amount charged per billing cycle, in token base units.", examples = "10000000")
        String price,

        @Schema(description = "Decimal places of the token.", examples = "6") @Nullable
        Integer tokenDecimals,

        @Schema(description = "Symbol of the token.", examples = "USDC") @Nullable
        String tokenSymbol,

        @Schema(description = "Billing interval in seconds.", examples = "2592000")
        String billingInterval,

        @Schema(description = "Credits granted per charge; 0 in subscription modules.", examples = "0")
        String grantAmount,

        @Schema(description = "Name for people; null until the merchant gives one.") @Nullable
        String name,

        @Schema(description = "Description for people; null until the merchant gives one.") @Nullable
        String description,

        @Schema(description = "Whether the plan takes new subscribers.")
        boolean active,

        @Schema(description = "Time of the block that created the plan.", examples = "2026-01-15T12:00:00.000Z")
        String createdAt,

        @Schema(description = "Whether name and description are those whose hash the plan carries on chain.")
        boolean metadataVerified,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "How far the index has come; in lists, the X-Indexed headers say it.")
        @Nullable
        AsOf asOf) {}
