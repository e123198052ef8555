package io.amser.discord.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What a merchant takes to Discord and brings back, so that nobody else can end what he began; kept as its hash alone. */
record InstallState(String text) {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    static InstallState random(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new InstallState(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Optional<InstallState> parse(String text) {
        return Optional.of(text).filter(FORM.asMatchPredicate()).map(InstallState::new);
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "InstallState[…]";
    }
}
