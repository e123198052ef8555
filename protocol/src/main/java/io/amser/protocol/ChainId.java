package io.amser.protocol;

/** Which chain, by its EIP-155 number. */
public record ChainId(long value) {
    public ChainId {
        if (value <= 0) {
            throw new IllegalArgumentException("A chain id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
