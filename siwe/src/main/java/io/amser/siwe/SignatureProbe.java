package io.amser.siwe;

import io.amser.protocol.Address;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A program that a node runs as if it were a contract's init code, and that answers 1 if a wallet accepts a signature. Unlike
 * a plain call it cannot fail: a wallet that reverts, answers nonsense or does not exist is a "no", not an endpoint out of order.
 */
public final class SignatureProbe {
    private static final HexFormat HEX = HexFormat.of();
    private static final String IS_VALID_SIGNATURE = "1626ba7e";
    private static final int WORD = 32;

    /** Enough for a wallet of many owners, too little to keep a node busy. */
    private static final String GAS_OF_WALLET = "004c4b40";

    private SignatureProbe() {}

    /** The data of an {@code eth_call} without an address to call. */
    public static String code(Address wallet, byte[] digest, byte[] signature) {
        var call = IS_VALID_SIGNATURE + HEX.formatHex(arguments(digest, signature));
        var size = "%04x".formatted(call.length() / 2);
        var program = program(size, wallet, "0000");
        return "0x" + program(size, wallet, "%04x".formatted(program.length() / 2)) + call;
    }

    /** Whether this is how the program says that the wallet accepts. */
    public static boolean isYes(String answer) {
        return answer.matches("0x0{63}1");
    }

    private static String program(String size, Address wallet, String start) {
        return String.join(
                "",
                // CODECOPY of the call, which follows this program, to memory at 0
                "61" + size + "61" + start + "6000" + "39",
                // STATICCALL of the wallet; its first word comes to memory at 0
                "6020" + "6000" + "61" + size + "6000" + "73" + wallet.value().substring(2) + "63" + GAS_OF_WALLET
                        + "fa",
                // AND: a word or more came back
                "3d" + "601f" + "10" + "16",
                // AND: it is the selector, followed by zeros
                "600051" + "63" + IS_VALID_SIGNATURE + "60e0" + "1b" + "14" + "16",
                // RETURN of that as a word
                "600052" + "6020" + "6000" + "f3");
    }

    /** As the ABI writes (bytes32, bytes). */
    private static byte[] arguments(byte[] digest, byte[] signature) {
        var padded = (signature.length + WORD - 1) / WORD * WORD;
        return ByteBuffer.allocate(3 * WORD + padded)
                .put(digest)
                .put(word(2 * WORD))
                .put(word(signature.length))
                .put(signature)
                .array();
    }

    private static byte[] word(int number) {
        return ByteBuffer.allocate(WORD).putInt(WORD - Integer.BYTES, number).array();
    }
}
