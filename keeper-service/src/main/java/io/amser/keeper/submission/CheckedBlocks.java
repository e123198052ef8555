package io.amser.keeper.submission;

import io.amser.keeper.chain.Block;
import io.amser.keeper.journal.IncludedBlock;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which blocks were found on the chain's branch already: as long as the highest of them still is, those below it need not be asked for again.
 */
final class CheckedBlocks {
    private final Map<BlockNumber, BlockHash> checked = new HashMap<>();

    Optional<BlockNumber> highest() {
        return checked.keySet().stream().max(BlockNumber::compareTo);
    }

    boolean isHighest(Block block) {
        return highest().filter(block.number()::equals).isPresent()
                && block.hash().equals(checked.get(block.number()));
    }

    void forget() {
        checked.clear();
    }

    void add(IncludedBlock block) {
        checked.put(block.number(), block.hash());
    }

    /** Those of these that have to be asked for. */
    List<IncludedBlock> unknown(Collection<IncludedBlock> blocks) {
        return new ArrayList<>(blocks.stream()
                .filter(block -> !block.hash().equals(checked.get(block.number())))
                .toList());
    }

    void keepOnly(Set<BlockNumber> numbers) {
        checked.keySet().retainAll(numbers);
    }
}
