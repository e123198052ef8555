package io.amser.siwe;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The envelope that wallets put around a signature while they may not be deployed yet; only what is inside is of use here. */
final class Erc6492 {
    private static final int WORD = 32;
    private static final byte[] MARK = HexFormat.of().parseHex("6492".repeat(WORD / 2));

    private Erc6492() {}

    /** The signature inside the envelope; the same bytes if there is none or it is torn. */
    static byte[] opened(byte[] signature) {
        return isMarked(signature) ? inside(signature).orElse(signature) : signature;
    }

    private static boolean isMarked(byte[] bytes) {
        return bytes.length >= WORD
                && Arrays.equals(Arrays.copyOfRange(bytes, bytes.length - WORD, bytes.length), MARK);
    }

    /** The third of (address factory, bytes call, bytes signature): its place stands in the third word, its length before it. */
    private static Optional<byte[]> inside(byte[] bytes) {
        return number(bytes, 2 * WORD)
                .flatMap(place -> number(bytes, place)
                        .filter(length -> length <= bytes.length - WORD - place - WORD)
                        .map(length -> Arrays.copyOfRange(bytes, place + WORD, place + WORD + length)));
    }

    private static Optional<Integer> number(byte[] bytes, int at) {
        if (at < 0 || at > bytes.length - 2 * WORD) {
            return Optional.empty();
        }
        return Optional.of(new BigInteger(1, Arrays.copyOfRange(bytes, at, at + WORD)))
                .filter(number -> number.bitLength() < Integer.SIZE - 1)
                .map(BigInteger::intValue);
    }
}
