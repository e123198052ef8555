package io.amser.api.access;

import io.amser.api.ApiConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The one static key of a development platform; held as a hash, so that neither length nor time tells anything about it. */
@ApplicationScoped
class DevKey {
    private final Optional<byte[]> hash;

    DevKey(ApiConfig config) {
        this.hash = config.devKey().map(DevKey::sha256);
    }

    /** Whether this is the key; never, if none is configured. */
    boolean opens(String token) {
        return hash.filter(expected -> MessageDigest.isEqual(expected, sha256(token)))
                .isPresent();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must know SHA-256", e);
        }
    }
}
