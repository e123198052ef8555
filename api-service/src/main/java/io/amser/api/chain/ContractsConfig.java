package io.amser.api.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;

/** Contracts that are read and that no event names. */
@ConfigMapping(prefix = "amser.contracts")
public interface ContractsConfig {

    /** Where Permit2 stands; the same address on nearly all chains. */
    @WithDefault("0x000000000022d473030f116ddee9f6b43ac78ba3")
    @Pattern(regexp = "0x[0-9a-fA-F]{40}", message = "must be the address of a contract")
    String permit2();
}
