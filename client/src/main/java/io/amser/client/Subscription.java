package io.amser.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One wallet on one plan.
 *
 * @param totalSpent in token base units
 * @param nextChargeDate null when no charge is queued
 * @param expiresAt end of the subscriber's consent
 * @param remainingExecutions null is unlimited
 * @param asOf null in lists
 */
public record Subscription(
        UUID allocationId,
        BigInteger onChainId,
        Address moduleAddress,
        Address userAddress,
        UUID planId,
        SubscriptionStatus status,
        BigInteger totalSpent,
        long timesExecuted,
        @Nullable Instant nextChargeDate,
        @Nullable Instant expiresAt,
        @Nullable Long remainingExecutions,
        Instant createdAt,
        @JsonProperty("is_blocked") boolean blocked,
        @Nullable AsOf asOf) {}
