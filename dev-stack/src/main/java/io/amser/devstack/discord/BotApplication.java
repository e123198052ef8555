package io.amser.devstack.discord;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** What the developer portal shows of an application: who it is, and what both sides prove themselves with. */
public record BotApplication(String id, String name, String clientSecret, String botToken, KeyPair keys) {
    private static final int SECRET_BYTES = 24;
    private static final int KEY_BYTES = 32;
    private static final String ID = "1100000000000000001";

    /** With secrets that nobody else knows. */
    public static BotApplication random() {
        try {
            var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new BotApplication(ID, "amser", secret(), secret(), keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The 32 bytes of the key in hexadecimal. */
    public String publicKey() {
        var encoded = keys.getPublic().getEncoded();
        return HexFormat.of().formatHex(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
    }

    private static String secret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "application " + id;
    }
}
