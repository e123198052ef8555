package io.amser.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a subscription is not active or what comes next, and who has to act.
 *
 * @param status in the block of the facts
 * @param obstacles all that stands in the way of the next charge, in the order in which to mend it
 * @param lastFailure the newest since the last charge that went well
 * @param keeperBacklog null while it cannot be counted
 */
public record Explanation(
        UUID allocationId,
        BigInteger onChainId,
        Address moduleAddress,
        Address userAddress,
        SubscriptionStatus status,
        Verdict verdict,
        List<Obstacle> obstacles,
        Facts facts,
        @Nullable LastFailure lastFailure,
        PlatformStatus.@Nullable KeeperBacklog keeperBacklog,
        AsOf asOf) {

    /** Who has to act; with {@code WAIT} time alone helps. */
    public enum Actor {
        @JsonProperty("subscriber")
        SUBSCRIBER,
        @JsonProperty("merchant")
        MERCHANT,
        @JsonProperty("platform")
        PLATFORM,
        @JsonProperty("wait")
        WAIT,
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /**
     * Who has to act first.
     *
     * @param reason never changes its meaning, {@code balance_low} say
     * @param action what to do, in words
     * @param until only where time alone helps
     */
    public record Verdict(
            Actor who,
            String reason,
            String action,
            @Nullable Instant until) {}

    /** One thing that stands in the way, and how to mend it. */
    public record Obstacle(Actor who, String reason, String action) {}

    /** A failed charge, and who answers for it. */
    public record LastFailure(String reason, String responsible, Instant failedAt) {}

    /**
     * What the chain holds, all in one block; amounts in token base units.
     *
     * @param quote what the module itself says about a charge
     * @param dueBefore what other charges of the same wallet and token take first
     * @param consentExpiresAt end of the subscription's own consent
     * @param windowClosesAt null while a pause of the processor keeps it open
     * @param accessUntil null before the first charge
     */
    public record Facts(
            long blockNumber,
            String blockHash,
            Instant blockTime,
            String quote,
            BigInteger price,
            BigInteger dueBefore,
            BigInteger balance,
            BigInteger permit2Amount,
            Instant permit2ExpiresAt,
            BigInteger approvalToPermit2,
            Instant consentExpiresAt,
            @Nullable Long remainingExecutions,
            boolean blocked,
            boolean cancelled,
            boolean pausedByMerchant,
            boolean pausedBySubscriber,
            Instant nextChargeAt,
            @Nullable Instant windowClosesAt,
            @Nullable Instant accessUntil,
            boolean processorPaused,
            boolean tokenChargeable) {}
}
