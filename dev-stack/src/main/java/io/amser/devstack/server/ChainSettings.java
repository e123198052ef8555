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
        Memory memory) {

    /** Left to itself, anvil puts older states on disk, and a chain that is taken back to one of those has lost its contracts. */
    private static final String STATES_IN_MEMORY = "2000";

    /** A state of a hundred thousand accounts and slots is megabytes, and whoever asks asks for the newest ones. */
    private static final String A_FEW_STATES = "32";

    /** How long the states of old blocks are known. */
    public enum Memory {
        FOR_EVER,
        WHILE_IT_RUNS,
        OF_THE_LAST_BLOCKS,
        OF_THE_NEWEST_BLOCK
    }

    /** Finality trails the head by two epochs; 32 slots is what Ethereum has. */
    private static final int ETHEREUM_SLOTS_PER_EPOCH = 32;

    /** A block for every transaction, and none without. */
    public static ChainSettings blockPerTransaction() {
        return new ChainSettings(
                Optional.empty(), true, Optional.empty(), ETHEREUM_SLOTS_PER_EPOCH, Memory.WHILE_IT_RUNS);
    }

    /** A block every so many whole seconds, full or empty. */
    public static ChainSettings blockEvery(Duration time) {
        return new ChainSettings(
                Optional.of(time), false, Optional.empty(), ETHEREUM_SLOTS_PER_EPOCH, Memory.WHILE_IT_RUNS);
    }

    /** With a block every so many whole seconds too, so that time passes while nobody does anything. */
    public ChainSettings withHeartbeat(Duration time) {
        return new ChainSettings(Optional.of(time), true, genesis, slotsPerEpoch, memory);
    }

    /** With the time of block 0. */
    public ChainSettings from(Instant time) {
        return new ChainSettings(blockTime, alsoPerTransaction, Optional.of(time), slotsPerEpoch, memory);
    }

    /** With shorter epochs, so that blocks become final sooner. */
    public ChainSettings withSlotsPerEpoch(int slots) {
        return new ChainSettings(blockTime, alsoPerTransaction, genesis, slots, memory);
    }

    /** Saves everything when it ends, and goes on from there when it starts again. */
    public ChainSettings surviving() {
        return new ChainSettings(blockTime, alsoPerTransaction, genesis, slotsPerEpoch, Memory.FOR_EVER);
    }

    /** Keeps the states of the last blocks alone. */
    public ChainSettings shortOfMemory() {
        return new ChainSettings(blockTime, alsoPerTransaction, genesis, slotsPerEpoch, Memory.OF_THE_LAST_BLOCKS);
    }

    /** Keeps no state of an old block: with tens of thousands of blocks that is gigabytes. */
    public ChainSettings forgetful() {
        return new ChainSettings(blockTime, alsoPerTransaction, genesis, slotsPerEpoch, Memory.OF_THE_NEWEST_BLOCK);
    }

    /** Whether the chain goes on from what it was when its process starts again. */
    boolean survives() {
        return memory == Memory.FOR_EVER;
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--chain-id",
                Long.toString(ChainServer.CHAIN_ID),
                "--mnemonic",
                ChainServer.MNEMONIC,
                "--no-request-size-limit",
                "--slots-in-an-epoch",
                Integer.toString(slotsPerEpoch)));
        switch (memory) {
            case FOR_EVER -> arguments.add("--preserve-historical-states");
            case WHILE_IT_RUNS -> arguments.addAll(List.of("--prune-history", STATES_IN_MEMORY));
            case OF_THE_LAST_BLOCKS -> arguments.addAll(List.of("--prune-history", A_FEW_STATES));
            case OF_THE_NEWEST_BLOCK -> arguments.add("--prune-history");
        }
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
