package io.amser.discord;

import io.amser.protocol.Address;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** A wallet that writes and signs what a link asks for, or something else. */
public final class TestWallet {
    private static final AtomicLong KEYS = new AtomicLong(70_000);

    private final ECKeyPair keys = ECKeyPair.create(BigInteger.valueOf(KEYS.incrementAndGet()));

    public Address address() {
        return new Address("0x" + Keys.getAddress(keys));
    }

    /** The text that the fields of a link make for this wallet. */
    public String message(JsonObject fields) {
        return message(fields, address());
    }

    public static String message(JsonObject fields, Address address) {
        return "%s wants you to sign in with your Ethereum account:\n%s\n\n%s\n\n"
                        .formatted(fields.getString("domain"), address.checksummed(), fields.getString("statement"))
                + "URI: %s\nVersion: %s\nChain ID: %d\nNonce: %s\nIssued At: %s\nExpiration Time: %s"
                        .formatted(
                                fields.getString("uri"),
                                fields.getString("version"),
                                fields.getLong("chain_id"),
                                fields.getString("nonce"),
                                fields.getString("issued_at"),
                                fields.getString("expiration_time"));
    }

    public String sign(String text) {
        var signed = Sign.signPrefixedMessage(text.getBytes(StandardCharsets.UTF_8), keys);
        return hex(signed.getR(), signed.getS(), signed.getV()[0]);
    }

    /** The mirror image of a signature, which anyone can make of it. */
    public String signWithHighS(String text) {
        var signed = Sign.signPrefixedMessage(text.getBytes(StandardCharsets.UTF_8), keys);
        var mirrored = Sign.CURVE_PARAMS.getN().subtract(new BigInteger(1, signed.getS()));
        return hex(signed.getR(), Numeric.toBytesPadded(mirrored, 32), 55 - signed.getV()[0]);
    }

    private static String hex(byte[] r, byte[] s, int v) {
        return "0x%s%s%02x".formatted(Numeric.toHexStringNoPrefix(r), Numeric.toHexStringNoPrefix(s), v);
    }
}
