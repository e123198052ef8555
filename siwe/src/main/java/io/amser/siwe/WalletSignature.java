package io.amser.siwe;

import io.amser.protocol.Address;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** What a wallet signed a text with: 65 bytes of an account, or whatever a contract wallet takes for one. */
public final class WalletSignature {
    /** Far above what wallets of many owners need. */
    private static final int LONGEST = 4_096;

    private static final int OF_ACCOUNT = 65;
    private static final Pattern HEX = Pattern.compile("0x([0-9a-fA-F]{2})+");
    private static final BigInteger ORDER = Sign.CURVE_PARAMS.getN();
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    private final byte[] bytes;

    private WalletSignature(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Empty if the text is no hexadecimal text of a sane length. */
    public static Optional<WalletSignature> parse(String hex) {
        return Optional.of(hex)
                .filter(text ->
                        text.length() <= 2 + 2 * LONGEST && HEX.matcher(text).matches())
                .map(text -> new WalletSignature(HexFormat.of().parseHex(text, 2, text.length())));
    }

    /** The hash that wallets sign for a text, by EIP-191. */
    public static byte[] digest(String text) {
        return Sign.getEthereumMessageHash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the account of this address signed this very text. */
    public boolean isOf(Address account, String text) {
        return signer(digest(text)).filter(account::equals).isPresent();
    }

    /** What a contract wallet is to be asked about. */
    public byte[] forContract() {
        return Erc6492.opened(bytes).clone();
    }

    /** The account behind a signature that is the only one of its kind: high s values, which anyone can compute, are refused. */
    private Optional<Address> signer(byte[] digest) {
        if (bytes.length != OF_ACCOUNT) {
            return Optional.empty();
        }
        var r = new BigInteger(1, Arrays.copyOfRange(bytes, 0, 32));
        var s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
        if (r.signum() == 0 || r.compareTo(ORDER) >= 0 || s.signum() == 0 || s.compareTo(HALF_ORDER) > 0) {
            return Optional.empty();
        }
        return recovery(bytes[64]).flatMap(id -> signer(id, new ECDSASignature(r, s), digest));
    }

    private static Optional<Integer> recovery(byte v) {
        return switch (v) {
            case 0, 27 -> Optional.of(0);
            case 1, 28 -> Optional.of(1);
            default -> Optional.empty();
        };
    }

    private static Optional<Address> signer(int recovery, ECDSASignature signature, byte[] digest) {
        try {
            return Optional.ofNullable(Sign.recoverFromSignature(recovery, signature, digest))
                    .map(key -> new Address("0x" + Keys.getAddress(key)));
        } catch (IllegalArgumentException _) {
            // Not every r is the coordinate of a point.
            return Optional.empty();
        }
    }
}
