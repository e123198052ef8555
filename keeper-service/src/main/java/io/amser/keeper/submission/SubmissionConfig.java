package io.amser.keeper.submission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.math.BigInteger;
import java.time.Duration;

/** How transactions are priced, repeated and replaced. */
@ConfigMapping(prefix = "amser.keeper.submission")
public interface SubmissionConfig {

    /** The most that a unit of gas may cost, in wei; above it the keeper waits. Charges leave a ninth of it for freeing their nonce. */
    @Positive
    @WithDefault("200000000000")
    BigInteger maxFeePerGas();

    /** The most that the key may spend on gas in a UTC day of chain time, in wei; then the keeper waits for the next day. */
    @Positive
    @WithDefault("1000000000000000000")
    BigInteger maxSpendPerDay();

    /** A transaction that is in no block after so many blocks is replaced by one that offers more. */
    @Min(1)
    @WithDefault("3")
    int replaceAfterBlocks();

    /** So is one that is in no block after this time on the chain's clock. */
    @WithDefault("30S")
    Duration replaceAfter();

    /** A transaction that is in no block is shown to the nodes again after this time, and then after twice that, up to a minute. */
    @WithDefault("10S")
    Duration rebroadcastAfter();

    /** A nonce that is used, while no node shows a receipt of ours, is given up after this time. */
    @WithDefault("60S")
    Duration displacedAfter();

    /** What another key has in flight, with no higher offer and in no block, is charged by others after this time. */
    @WithDefault("300S")
    Duration givenBackAfter();

    /** How many transactions of a key may wait for a block; nodes keep 16 of one account. */
    @Min(1)
    @WithDefault("16")
    int maxInFlight();
}
