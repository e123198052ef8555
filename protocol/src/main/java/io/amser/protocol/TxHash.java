package io.amser.protocol;

/** The hash that names a transaction. */
public record TxHash(String value) {
    public TxHash {
        Hex.lowerCase("A transaction hash", value, 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
