package io.amser.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a merchant's business goes.
 *
 * @param since from when on new, churned and the days count
 * @param mrr monthly recurring revenue by token
 * @param days those with any activity, the oldest first
 */
public record Analytics(Instant since, Subscribers subscribers, List<TokenSum> mrr, List<Day> days, AsOf asOf) {

    /** How many there are by status, and since then; a wallet on two plans counts twice. */
    public record Subscribers(
            long active,
            long pending,
            long paused,
            long lapsed,
            long cancelled,
            long blocked,
            @JsonProperty("new") long subscribed,
            long churned) {}

    /** An amount in token base units. */
    public record TokenSum(
            @Nullable Address tokenAddress,
            @Nullable String tokenSymbol,
            @Nullable Integer tokenDecimals,
            BigInteger amount) {}

    /**
     * One day in UTC.
     *
     * @param date as ISO 8601 has it
     * @param failureRate failures among all attempts, 0 to 1
     */
    public record Day(
            String date,
            long charges,
            long failures,
            double failureRate,
            List<TokenSum> charged,
            List<FailureReason> reasons) {}

    public record FailureReason(String reason, long failures) {}
}
