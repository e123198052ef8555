package io.amser.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Usage credits that a subscriber lets an agent use, batch by batch.
 *
 * @param settled whether the present batch is used up and its charge is due
 * @param asOf null in lists
 */
public record Envelope(
        BigInteger onChainId,
        Address moduleAddress,
        Address userAddress,
        Address authorizedAgent,
        long planIdOnChain,
        long remainingBatches,
        long sequence,
        BigInteger creditsConsumed,
        @JsonProperty("is_settled") boolean settled,
        @Nullable AsOf asOf) {}
