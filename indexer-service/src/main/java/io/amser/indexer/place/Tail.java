package io.amser.indexer.place;

import io.amser.indexer.chain.BlockHeader;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The end of the chain as far as it is in the log.
 *
 * @param anchor the newest block that can never be taken back
 * @param blocks those above it, in order, each the child of the one before
 */
public record Tail(BlockHeader anchor, List<IndexedBlock> blocks) {
    public Tail {
        blocks = List.copyOf(blocks);
        var parent = anchor;
        for (var block : blocks) {
            if (!block.header().isChildOf(parent)) {
                throw new IllegalArgumentException(
                        "Block " + block.header() + " of the tail does not follow " + parent);
            }
            parent = block.header();
        }
    }

    public static Tail endingAt(BlockHeader anchor) {
        return new Tail(anchor, List.of());
    }

    /** The newest block in the log. */
    public BlockHeader tip() {
        return blocks.isEmpty() ? anchor : blocks.getLast().header();
    }

    /** Our block at this height, if the tail reaches there. */
    public Optional<BlockHeader> at(BlockNumber number) {
        var index = number.value() - anchor.number().value() - 1;
        if (index == -1) {
            return Optional.of(anchor);
        }
        return index >= 0 && index < blocks.size()
                ? Optional.of(blocks.get((int) index).header())
                : Optional.empty();
    }

    public boolean has(BlockHeader header) {
        return has(header.number(), header.hash());
    }

    public boolean has(BlockNumber number, BlockHash hash) {
        return at(number).filter(ours -> ours.hash().equals(hash)).isPresent();
    }

    public Tail with(IndexedBlock block) {
        return new Tail(anchor, Stream.concat(blocks.stream(), Stream.of(block)).toList());
    }

    /** The tail that ends at one of our blocks. */
    public Tail upTo(BlockHeader ancestor) {
        return new Tail(anchor, blocks.subList(0, heightAboveAnchor(ancestor.number())));
    }

    /** Our blocks after this one, in order. */
    public List<IndexedBlock> after(BlockHeader ancestor) {
        return blocks.subList(heightAboveAnchor(ancestor.number()), blocks.size());
    }

    /** The tail after the chain has promised to keep what stands up to this height. */
    public Tail finalizedUpTo(BlockNumber number) {
        var settled = Math.min(heightAboveAnchor(number), blocks.size());
        return settled <= 0 ? this : new Tail(blocks.get(settled - 1).header(), blocks.subList(settled, blocks.size()));
    }

    private int heightAboveAnchor(BlockNumber number) {
        return Math.toIntExact(Math.clamp(number.value() - anchor.number().value(), 0, Integer.MAX_VALUE));
    }
}
