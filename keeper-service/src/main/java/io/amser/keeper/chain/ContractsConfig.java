package io.amser.keeper.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** The contracts that a keeper calls. */
@ConfigMapping(prefix = "amser.contracts")
public interface ContractsConfig {

    /** Payment processors: modules stay with theirs for ever, so old ones stay in the list. */
    List<String> processors();

    /** Where Permit2 stands; the same address on nearly all chains. */
    @WithDefault("0x000000000022d473030f116ddee9f6b43ac78ba3")
    String permit2();
}
