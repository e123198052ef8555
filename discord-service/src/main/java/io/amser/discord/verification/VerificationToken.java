package io.amser.discord.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What makes a link private: 256 random bits, of which we keep only a hash. */
record VerificationToken(String text) {
    private static final int BYTES = 32;
    private static final int NONCE_DIGITS = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    static VerificationToken random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new VerificationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty for what is no token at all. */
    static Optional<VerificationToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new VerificationToken(text)) : Optional.empty();
    }

    byte[] hash() {
        return sha256("token:" + text);
    }

    /** The nonce of the message that this link asks for, which tells nothing about the token. */
    String nonce() {
        return HexFormat.of().formatHex(sha256("nonce:" + text)).substring(0, NONCE_DIGITS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "a token";
    }
}
