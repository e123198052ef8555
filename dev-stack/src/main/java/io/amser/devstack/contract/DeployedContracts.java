package io.amser.devstack.contract;

import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.Deployment;
import io.amser.protocol.decoding.KnownContracts;
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

    /** What an indexer is told of them, and to look often, because a local chain makes blocks at any moment. */
    public Map<String, String> indexerSettings() {
        return Map.of(
                "amser.chain.start-block", startBlock.toString(),
                "amser.contracts.processors", processor.value(),
                "amser.contracts.factory", factory.value(),
                "amser.contracts.token-registry", tokenRegistry.value(),
                "amser.contracts.fee-schedule", feeSchedule.value(),
                "amser.contracts.permit2", permit2.value(),
                "amser.indexer.poll-interval", "100ms");
    }

    /** What a keeper is told of them, and to look often. */
    public Map<String, String> keeperSettings() {
        return Map.of(
                "amser.contracts.processors", processor.value(),
                "amser.contracts.permit2", permit2.value(),
                "amser.keeper.charging.poll-interval", "250ms");
    }
}
