package io.amser.devstack.restless;

import io.amser.protocol.BlockHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which blocks have ever stood on the chain, and when each of them was removed. */
public final class BlockLives {

    private final Map<BlockHash, List<Instant>> removals = new HashMap<>();

    /** The block stands now, for the first time or again. */
    public synchronized void came(BlockHash block) {
        removals.computeIfAbsent(block, _ -> new ArrayList<>());
    }

    /** The block is about to be removed. */
    public synchronized void went(BlockHash block, Instant when) {
        removals.computeIfAbsent(block, _ -> new ArrayList<>()).add(when);
    }

    public synchronized boolean hasStood(BlockHash block) {
        return removals.containsKey(block);
    }

    /** How often the block had been removed by then; one that came back may be removed again. */
    public synchronized long removals(BlockHash block, Instant until) {
        return Optional.ofNullable(removals.get(block)).orElse(List.of()).stream()
                .filter(when -> !when.isAfter(until))
                .count();
    }
}
