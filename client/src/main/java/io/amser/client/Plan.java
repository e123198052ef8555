package io.amser.client;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber pays, how often and in which token.
 *
 * @param price in token base units
 * @param metadataVerified whether name and description are those whose hash the plan carries on chain
 * @param asOf null in lists
 */
public record Plan(
        long planIdOnChain,
        Address moduleAddress,
        Address merchantAddress,
        Address tokenAddress,
        BigInteger price,
        @Nullable Integer tokenDecimals,
        @Nullable String tokenSymbol,
        Duration billingInterval,
        BigInteger grantAmount,
        @Nullable String name,
        @Nullable String description,
        boolean active,
        Instant createdAt,
        boolean metadataVerified,
        @Nullable AsOf asOf) {}
