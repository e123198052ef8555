package io.amser.devstack.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a local chain makes its blocks. */
public record ChainSettings(
        Optional<Duration> blockTime,
        boolean alsoPerTransaction,
        Optional<Instant> genesis,
        int slotsPerEpoch,
        boolean remembers) {

    /** Finality trails the head by two epochs; 32 slots is what Ethereum has. */
    private static final int ETHEREUM_SLOTS_PER_EPOCH = 32;

    /** A block for every transaction, and none without. */
    public static ChainSettings blockPerTransaction() {
        return new ChainSettings(Optional.empty(), true, Optional.empty(), ETHEREUM_SLOTS_PER_EPOCH, true);
    }

    /** A block every so many whole seconds, full or empty. */
    public static ChainSettings blockEvery(Duration time) {
        return new ChainSettings(Optional.of(time), false, Optional.empty(), ETHEREUM_SLOTS_PER_EPOCH, true);
    }

    /** With a block every so many whole seconds too, so that time passes while nobody does anything. */
    public ChainSettings withHeartbeat(Duration time) {
        return new ChainSettings(Optional.of(time), true, genesis, slotsPerEpoch, remembers);
    }

    /** With the time of block 0. */
    public ChainSettings from(Instant time) {
        return new ChainSettings(blockTime, alsoPerTransaction, Optional.of(time), slotsPerEpoch, remembers);
    }

    /** With shorter epochs, so that blocks become final sooner. */
    public ChainSettings withSlotsPerEpoch(int slots) {
        return new ChainSettings(blockTime, alsoPerTransaction, genesis, slots, remembers);
    }

    /** Keeps no state of an old block, and nothing at all when it ends: with thousands of blocks that is gigabytes. */
    public ChainSettings forgetful() {
        return new ChainSettings(blockTime, alsoPerTransaction, genesis, slotsPerEpoch, false);
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--chain-id",
                Long.toString(ChainServer.CHAIN_ID),
                "--mnemonic",
                ChainServer.MNEMONIC,
                "--slots-in-an-epoch",
                Integer.toString(slotsPerEpoch),
                remembers ? "--preserve-historical-states" : "--prune-history"));
        blockTime.ifPresent(time -> {
            arguments.addAll(List.of("--block-time", Long.toString(time.toSeconds())));
            if (alsoPerTransaction) {
                arguments.add("--mixed-mining");
            }
        });
        genesis.ifPresent(time -> arguments.addAll(List.of("--timestamp", Long.toString(time.getEpochSecond()))));
        return List.copyOf(arguments);
    }
}
