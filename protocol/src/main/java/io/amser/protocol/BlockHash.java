package io.amser.protocol;

/** The hash that names a block, and with it one branch of the chain. */
public record BlockHash(String value) {
    public BlockHash {
        Hex.lowerCase("A block hash", value, 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
