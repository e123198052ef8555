package io.amser.indexer.running;

import io.amser.protocol.Address;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/** The contracts of the protocol on this chain; modules are found by themselves. */
@ConfigMapping(prefix = "amser.contracts")
public interface ContractsConfig {

    /** The payment processors, of all times. */
    @NotEmpty(message = "amser.contracts.processors must name at least one processor")
    List<Address> processors();

    /** The factory of each processor's modules, in the order of the processors. */
    @NotEmpty(message = "amser.contracts.factory must name the factory of each processor")
    List<Address> factory();

    Address tokenRegistry();

    Address feeSchedule();

    /** Uniswap's contract, which has the same address on every chain. */
    @WithDefault("0x000000000022d473030f116ddee9f6b43ac78ba3")
    Address permit2();

    @AssertTrue(
            message =
                    "amser.contracts.factory must name as many factories as amser.contracts.processors names processors")
    default boolean isEachProcessorWithItsFactory() {
        return processors().size() == factory().size();
    }
}
