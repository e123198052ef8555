package io.amser.indexer.rpc;

/** Whole numbers as JSON-RPC writes them: hexadecimal, with 0x before. */
final class Quantity {
    private Quantity() {}

    static long parse(String text) {
        if (!text.startsWith("0x")) {
            throw new IllegalArgumentException("A quantity must begin with 0x: " + text);
        }
        return Long.parseLong(text, 2, text.length(), 16);
    }

    static String of(long value) {
        return "\"0x" + Long.toHexString(value) + "\"";
    }
}
