package io.amser.webhook.signing;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts secrets for the database (AES-256-GCM), each bound to its endpoint: in the row of another it opens to nothing. */
public final class SecretVault {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<VaultKey> keys;
    private final RandomGenerator random;

    /** What stands in the database: which key opens it, and what it opens. */
    public record Sealed(String keyId, Buffer bytes) {}

    /** New secrets are sealed with the first key; the others only open what they once sealed. */
    public SecretVault(List<VaultKey> keys, RandomGenerator random) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Secrets need a key");
        }
        if (keys.stream().map(VaultKey::id).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("Two keys for secrets have the same id: " + keys);
        }
        this.keys = List.copyOf(keys);
        this.random = random;
    }

    /** Empty where no key is configured. */
    public static Optional<SecretVault> of(SecretsConfig config, RandomGenerator random) {
        return config.keys()
                .map(keys -> keys.stream()
                        .map(key -> new VaultKey(key.id(), key.base64()))
                        .toList())
                .map(keys -> new SecretVault(keys, random));
    }

    public Sealed seal(UUID endpoint, Secret secret) {
        var key = keys.getFirst();
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed =
                crypt(Cipher.ENCRYPT_MODE, key, nonce, endpoint, secret.text().getBytes(StandardCharsets.UTF_8));
        return new Sealed(key.id(), Buffer.buffer(nonce).appendBytes(sealed));
    }

    /** Fails if the key is not configured any more, or if this was not sealed for {@code endpoint}. */
    public Secret open(UUID endpoint, Sealed sealed) {
        var nonce = sealed.bytes().getBytes(0, NONCE_BYTES);
        var rest = sealed.bytes().getBytes(NONCE_BYTES, sealed.bytes().length());
        return new Secret(new String(
                crypt(Cipher.DECRYPT_MODE, key(sealed.keyId()), nonce, endpoint, rest), StandardCharsets.UTF_8));
    }

    /** The key that seals what is new. */
    public String newestKey() {
        return keys.getFirst().id();
    }

    /** The keys that only open: what they sealed should be sealed again. */
    public List<String> olderKeys() {
        return keys.stream().skip(1).map(VaultKey::id).toList();
    }

    private VaultKey key(String id) {
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No key " + id + " for secrets is configured"));
    }

    private static byte[] crypt(int mode, VaultKey key, byte[] nonce, UUID endpoint, byte[] text) {
        try {
            var cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key.spec(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(endpoint.toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret of endpoint " + endpoint + " cannot be read or written", e);
        }
    }
}
