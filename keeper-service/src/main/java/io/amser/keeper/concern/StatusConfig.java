package io.amser.keeper.concern;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigInteger;
import java.time.Duration;

/** When the keeper calls for help. */
@ConfigMapping(prefix = "amser.keeper.status")
public interface StatusConfig {

    /** A key that holds less than this, in wei, has to be topped up. */
    @PositiveOrZero
    @WithDefault("50000000000000000")
    BigInteger lowBalance();

    /** A round that takes longer hangs; many nodes that time out one after another still end sooner. */
    @WithDefault("5M")
    Duration longestRound();
}
