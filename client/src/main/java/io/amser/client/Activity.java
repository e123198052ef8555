package io.amser.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of the chain that charged a subscription or failed to.
 *
 * @param eventId the same id as in webhooks
 * @param amountCharged in token base units, 0 for failures
 * @param reason why a charge failed, null for charges
 * @param feePaid in token base units
 */
public record Activity(
        String eventId,
        UUID allocationId,
        Address moduleAddress,
        String txHash,
        long blockNumber,
        Type type,
        BigInteger amountCharged,
        @Nullable Integer tokenDecimals,
        @Nullable String currency,
        @Nullable String reason,
        Address keeperAddress,
        BigInteger feePaid,
        Instant timestamp) {

    /** CHARGE and REFILL moved value, FAIL moved none. */
    public enum Type {
        CHARGE,
        FAIL,
        REFILL,
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
