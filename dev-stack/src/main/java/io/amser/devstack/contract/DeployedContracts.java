package io.amser.devstack.contract;

import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.Deployment;
import io.amser.protocol.decoding.KnownContracts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the protocol's contracts are.
 *
 * @param token a dollar with six decimals that anyone may mint
 * @param startBlock a block before the first of them
 */
public record DeployedContracts(
        Address permit2,
        Address tokenRegistry,
        Address feeSchedule,
        Address processor,
        Address factory,
        Address token,
        BlockNumber startBlock) {

    public KnownContracts known() {
        return KnownContracts.of(List.of(new Deployment(processor, factory)), tokenRegistry, feeSchedule, permit2);
    }

    /** The settings by which services know them. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("amser.chain.start-block", startBlock.toString());
        settings.put("amser.contracts.processors", processor.value());
        settings.put("amser.contracts.factory", factory.value());
        settings.put("amser.contracts.token-registry", tokenRegistry.value());
        settings.put("amser.contracts.fee-schedule", feeSchedule.value());
        settings.put("amser.contracts.permit2", permit2.value());
        return settings;
    }
}
