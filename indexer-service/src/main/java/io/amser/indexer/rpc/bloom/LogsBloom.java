package io.amser.indexer.rpc.bloom;

import java.util.BitSet;
import java.util.HexFormat;

/** The bloom filter of a block: what it does not hold is not in the block, what it holds may be. */
public final class LogsBloom {
    static final int BITS = 2_048;

    private final BitSet bits;

    private LogsBloom(BitSet bits) {
        this.bits = bits;
    }

    /** Reads it as a header tells it: 256 bytes in hexadecimal, the highest bit first. */
    public static LogsBloom parse(String text) {
        var bytes = HexFormat.of().parseHex(text, 2, text.length());
        if (bytes.length != BITS / Byte.SIZE) {
            throw new IllegalArgumentException("A bloom filter must have 256 bytes, not " + bytes.length);
        }
        for (int low = 0, high = bytes.length - 1; low < high; low++, high--) {
            var kept = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = kept;
        }
        return new LogsBloom(BitSet.valueOf(bytes));
    }

    public boolean mayHold(BloomKey key) {
        return bits.get(key.first()) && bits.get(key.second()) && bits.get(key.third());
    }
}
