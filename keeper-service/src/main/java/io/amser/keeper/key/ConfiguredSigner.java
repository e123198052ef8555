package io.amser.keeper.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/** Reads the key that the configuration names, and never shows it. */
final class ConfiguredSigner {
    private ConfiguredSigner() {}

    @Produces
    @ApplicationScoped
    static Signer signer(KeyConfig config) {
        if (config.privateKey().isPresent() == config.keystore().isPresent()) {
            throw new IllegalArgumentException("Set one of amser.keeper.key.private-key and amser.keeper.key.keystore");
        }
        return new LocalSigner(config.privateKey()
                .map(ConfiguredSigner::ofPrivateKey)
                .orElseGet(() -> ofKeystore(config.keystore().orElseThrow(), password(config))));
    }

    private static Credentials ofPrivateKey(String key) {
        if (!WalletUtils.isValidPrivateKey(key)) {
            throw new IllegalArgumentException("amser.keeper.key.private-key must be 32 bytes in hexadecimal");
        }
        return Credentials.create(key);
    }

    private static Credentials ofKeystore(Path keystore, String password) {
        try {
            return WalletUtils.loadCredentials(password, keystore.toFile());
        } catch (IOException | CipherException e) {
            throw new IllegalArgumentException("amser.keeper.key.keystore cannot be opened: " + keystore, e);
        }
    }

    private static String password(KeyConfig config) {
        var file = config.keystorePassword()
                .orElseThrow(() -> new IllegalArgumentException(
                        "amser.keeper.key.keystore-password must name the file with the keystore's password"));
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new IllegalArgumentException("amser.keeper.key.keystore-password cannot be read: " + file, e);
        }
    }
}
