package io.amser.indexer.rpc.bloom;

import java.math.BigInteger;
import java.util.HexFormat;
import org.web3j.crypto.Hash;

/** The three bits that an address or a topic sets in the bloom of its block. */
public record BloomKey(int first, int second, int third) {
    private static final int HIGHEST_BIT = LogsBloom.BITS - 1;

    /** Of an address or a topic in hexadecimal, with 0x before. */
    public static BloomKey of(String text) {
        var hash = Hash.sha3(HexFormat.of().parseHex(text, 2, text.length()));
        return new BloomKey(bit(hash, 0), bit(hash, 2), bit(hash, 4));
    }

    private static int bit(byte[] hash, int at) {
        return new BigInteger(1, hash, at, 2).intValue() & HIGHEST_BIT;
    }
}
