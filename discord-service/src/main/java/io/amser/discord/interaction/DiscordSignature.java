package io.amser.discord.interaction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Tells whether Discord has sent a request: by its Ed25519 signature of timestamp and body. */
public final class DiscordSignature {
    private static final HexFormat HEX = HexFormat.of();
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    /** Says in DER that the raw key which follows is one of Ed25519. */
    private static final byte[] PREFIX = HEX.parseHex("302a300506032b6570032100");

    private final PublicKey key;

    /** {@code publicKey} is in hexadecimal, as the developer portal shows it. */
    public DiscordSignature(String publicKey) {
        var raw = HEX.parseHex(publicKey);
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException("A public key of Discord has 32 bytes, not " + raw.length);
        }
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(PREFIX);
        encoded.writeBytes(raw);
        try {
            this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("No public key of Ed25519: " + publicKey, e);
        }
    }

    /**
     * Whether this body came with this timestamp from Discord; how old the timestamp is, is the caller's to judge.
     *
     * @param signature in hexadecimal, as the header X-Signature-Ed25519 has it
     * @param timestamp as the header X-Signature-Timestamp has it
     */
    public boolean isOf(String signature, String timestamp, byte[] body) {
        if (signature.length() != 2 * SIGNATURE_BYTES) {
            return false;
        }
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(timestamp.getBytes(StandardCharsets.UTF_8));
            check.update(body);
            return check.verify(HEX.parseHex(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // No hexadecimal, or numbers that no signature has.
            return false;
        }
    }
}
