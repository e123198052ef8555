package io.amser.indexer.chain;

import io.amser.protocol.BlockNumber;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Blocks in a row, the first and the last included. */
public record BlockRange(BlockNumber first, BlockNumber last) {
    public BlockRange {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException(
                    "A range of blocks must not end before it begins: " + first + " to " + last);
        }
    }

    public static BlockRange of(long first, long last) {
        return new BlockRange(new BlockNumber(first), new BlockNumber(last));
    }

    public long size() {
        return last.value() - first.value() + 1;
    }

    public boolean contains(BlockNumber number) {
        return first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
    }

    public Stream<BlockNumber> numbers() {
        return LongStream.rangeClosed(first.value(), last.value()).mapToObj(BlockNumber::new);
    }

    /** The first blocks of this range, at most so many. */
    public BlockRange beginning(long blocks) {
        return blocks >= size() ? this : of(first.value(), first.value() + blocks - 1);
    }

    /** What is left of this range after a block of it. */
    public Optional<BlockRange> after(BlockNumber block) {
        return block.compareTo(last) < 0 ? Optional.of(new BlockRange(block.plus(1), last)) : Optional.empty();
    }

    /** This range cut into pieces of at most {@code size} blocks, in order and made only when they are taken. */
    public Stream<BlockRange> pieces(long size) {
        return Stream.iterate(first.value(), from -> from <= last.value(), from -> from + size)
                .map(from -> of(from, Math.min(from + size - 1, last.value())));
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
