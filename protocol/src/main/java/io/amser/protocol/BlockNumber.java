package io.amser.protocol;

/** The height of a block. */
public record BlockNumber(long value) implements Comparable<BlockNumber> {
    public BlockNumber {
        if (value < 0) {
            throw new IllegalArgumentException("A block number must not be negative: " + value);
        }
    }

    public BlockNumber plus(long blocks) {
        return new BlockNumber(value + blocks);
    }

    @Override
    public int compareTo(BlockNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
