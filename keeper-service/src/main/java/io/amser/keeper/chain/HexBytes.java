package io.amser.keeper.chain;

/** Bytes in the form in which nodes take and give them: {@code 0x} and hexadecimal digits. */
public record HexBytes(String value) {
    public static final HexBytes NONE = new HexBytes("0x");

    public HexBytes {
        if (!value.startsWith("0x")) {
            throw new IllegalArgumentException("Bytes must begin with 0x: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
