package io.amser.webhook.signing;

import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that secrets are encrypted with.
 *
 * @param id by which rows of the database name it
 * @param base64 32 bytes
 */
public record VaultKey(String id, String base64) {
    private static final int BYTES = 32;

    public VaultKey {
        if (Base64.getDecoder().decode(base64).length != BYTES) {
            throw new IllegalArgumentException("The key " + id + " for secrets must be 32 bytes in base 64");
        }
    }

    SecretKeySpec spec() {
        return new SecretKeySpec(Base64.getDecoder().decode(base64), "AES");
    }

    /** Nothing that is logged shows a key. */
    @Override
    public String toString() {
        return id;
    }
}
