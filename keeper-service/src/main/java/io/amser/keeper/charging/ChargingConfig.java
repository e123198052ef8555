package io.amser.keeper.charging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** How the keeper works through what is due. */
@ConfigMapping(prefix = "amser.keeper.charging")
public interface ChargingConfig {

    /** Whether this replica charges at all; without, it only follows the log. */
    @WithDefault("true")
    boolean enabled();

    /** From one look at the chain to the next. */
    @WithDefault("1S")
    Duration pollInterval();

    /** How many due windows are looked at together. */
    @Min(1)
    @WithDefault("200")
    int lotSize();

    /** Windows that this replica took and did not finish are free for others after this time. */
    @WithDefault("60S")
    Duration lease();

    /** The gas limit up to which a transaction is filled. */
    @Min(1_000_000)
    @WithDefault("10000000")
    long gasTarget();

    /** The gas that one charge is expected to use; too little only makes batches come out shorter. */
    @Min(50_000)
    @WithDefault("220000")
    long gasPerCharge();

    /** Whether charges wait whose keeper's share does not pay for their gas; failures are told all the same. */
    @WithDefault("false")
    boolean profitableOnly();

    /** By address, what one base unit of a token is worth in wei; charges in other tokens are not judged. */
    Map<String, BigDecimal> tokenPrices();
}
