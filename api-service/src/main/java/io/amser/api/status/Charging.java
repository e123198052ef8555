package io.amser.api.status;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How fast charges are, as the keeper measures it on the chain's clock. */
@Schema(
        name = "Charging",
        description =
                "How fast the keeper charged in the last 24 hours of chain time; windows in which the subscriber could not pay at first are left out.")
record Charging(
        @Schema(description = "Charges that this is about: the newest 10,000 at most.", examples = "1204")
        long charges,

        @Schema(
                description =
                        "Share of them that a block included within a minute of being due; null if there are none.",
                examples = "0.9992")
        @Nullable
        Double onTime,

        @Schema(description = "From being due to the first node that took the transaction.") @Nullable
        Quantiles dueToSent,

        @Schema(description = "From there to the block that includes it.") @Nullable
        Quantiles sentToIncluded,

        @Schema(description = "From being due to that block.") @Nullable
        Quantiles dueToIncluded,

        @Schema(description = "From that block until the chain calls it final.") @Nullable
        Quantiles includedToFinal) {

    /** So many seconds are not exceeded by half, by 95 and by 99 of 100. */
    @Schema(name = "Quantiles", description = "Seconds that 50, 95 and 99 percent of the charges did not exceed.")
    record Quantiles(
            @Schema(description = "Half of them.", examples = "4")
            long p50,

            @Schema(description = "95 percent.", examples = "7")
            long p95,

            @Schema(description = "99 percent.", examples = "12")
            long p99) {}
}
