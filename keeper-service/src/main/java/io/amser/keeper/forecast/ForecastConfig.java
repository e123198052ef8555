package io.amser.keeper.forecast;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How far and how often the keeper looks ahead. */
@ConfigMapping(prefix = "amser.keeper.forecast")
public interface ForecastConfig {

    /** Whether this replica looks ahead at all. */
    @WithDefault("true")
    boolean enabled();

    /** How long before it is due a charge is told to be at risk. */
    @WithDefault("3D")
    Duration ahead();

    /** How often each wallet is looked at, at most. */
    @WithDefault("1H")
    Duration every();

    /** How many wallets are looked at together: three calls of contracts each, once a second. */
    @Min(1)
    @Max(1_000)
    @WithDefault("50")
    int page();
}
