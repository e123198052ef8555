package io.amser.indexer.rpc.health;

import io.amser.indexer.chain.Finality;
import io.amser.protocol.BlockNumber;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is safe and final, by the word of two nodes where there are two: the highest number that two of them reach.
 *
 * <p>One node can so neither promise too much nor, among three, hold the others back; a node that does not answer for a
 * while is taken at its last word, because finality only grows.
 */
public final class AgreedFinality {
    private static final BlockNumber NONE = new BlockNumber(0);

    private AgreedFinality() {}

    /** Of the last words of the nodes with a voice; empty where a node has not said anything yet. */
    public static Finality of(Collection<Optional<Finality>> words) {
        return new Finality(agreed(words, Finality::safe), agreed(words, Finality::finalized));
    }

    private static BlockNumber agreed(Collection<Optional<Finality>> words, Function<Finality, BlockNumber> which) {
        var said = words.stream()
                .flatMap(Optional::stream)
                .map(which)
                .sorted(Comparator.reverseOrder())
                .toList();
        return words.size() == 1 ? first(said, 0) : first(said, 1);
    }

    private static BlockNumber first(List<BlockNumber> said, int index) {
        return index < said.size() ? said.get(index) : NONE;
    }
}
