package io.amser.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a check.
 *
 * @param authorized the chain's word where it was asked, else the index's
 * @param indexed present in the modes indexed and both
 * @param onchain present in the modes onchain and both
 */
public record Authorization(
        boolean authorized,
        CheckMode mode,
        Address wallet,
        Address moduleAddress,
        long chainId,
        List<Long> planIds,
        @Nullable Indexed indexed,
        @Nullable Onchain onchain,
        AsOf asOf) {

    /** What the index says, with one entry for each subscription of the wallet to these plans. */
    public record Indexed(boolean authorized, List<Long> matchingPlanIds, List<Detail> details) {}

    /** One subscription; {@code nextChargeDate} is null when no charge is queued. */
    public record Detail(
            UUID allocationId,
            long planIdOnChain,
            SubscriptionStatus status,
            @Nullable Instant nextChargeDate,
            long timesExecuted) {}

    /** What the contract says, asked by this method. */
    public record Onchain(boolean authorized, String method) {}
}
