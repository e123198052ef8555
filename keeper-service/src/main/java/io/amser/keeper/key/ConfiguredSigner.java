package io.amser.keeper.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/** Finds the key that the configuration names, and never shows it. */
final class ConfiguredSigner {

    private static final Pattern PRIVATE_KEY = Pattern.compile("0[xX][0-9a-fA-F]{64}|[0-9a-fA-F]{64}");
    private static final int HEX = 16;
    private static final int DIGITS = 64;
    /** What local chains call themselves. */
    private static final Set<Long> TEST_CHAINS = Set.of(31_337L, 1_337L);

    private ConfiguredSigner() {}

    @Produces
    @ApplicationScoped
    static Signer signer(KeyConfig config, @ConfigProperty(name = "amser.chain.id") long chain) {
        var ways = Stream.of(
                        config.privateKey().isPresent(),
                        config.keystore().isPresent(),
                        config.remote().url().isPresent())
                .filter(given -> given)
                .count();
        if (ways != 1) {
            throw new IllegalArgumentException(
                    "Set one of amser.keeper.key.keystore, amser.keeper.key.remote.url and, for development, amser.keeper.key.private-key");
        }
        if (config.remote().url().isPresent()) {
            return new RemoteSigner(
                    config.remote().url().get(),
                    config.remote().account(),
                    config.remote().timeout());
        }
        return new LocalSigner(
                config.privateKey().isPresent()
                        ? ofPrivateKey(config.privateKey().get(), chain)
                        : ofKeystore(config.keystore().orElseThrow(), password(config)));
    }

    private static Credentials ofPrivateKey(String key, long chain) {
        if (!TEST_CHAINS.contains(chain)) {
            throw new IllegalArgumentException(
                    "amser.keeper.key.private-key is for local test chains: on chain %d use amser.keeper.key.keystore or amser.keeper.key.remote.url"
                            .formatted(chain));
        }
        if (!PRIVATE_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("amser.keeper.key.private-key must be 32 bytes in hexadecimal");
        }
        var number = new BigInteger(key.substring(key.length() - DIGITS), HEX);
        if (number.signum() == 0 || number.compareTo(Secp256k1.ORDER) >= 0) {
            throw new IllegalArgumentException("amser.keeper.key.private-key is no key of the curve secp256k1");
        }
        return Credentials.create(key);
    }

    private static Credentials ofKeystore(Path keystore, String password) {
        try {
            return WalletUtils.loadCredentials(password, keystore.toFile());
        } catch (IOException e) {
            throw new IllegalArgumentException("amser.keeper.key.keystore cannot be read: " + keystore, e);
        } catch (CipherException e) {
            throw new IllegalArgumentException(
                    "amser.keeper.key.keystore cannot be opened with this password: " + keystore, e);
        }
    }

    private static String password(KeyConfig config) {
        if (config.keystorePassword().isPresent() == config.keystorePassphrase().isPresent()) {
            throw new IllegalArgumentException(
                    "Set one of amser.keeper.key.keystore-password, which names a file, and amser.keeper.key.keystore-passphrase");
        }
        return config.keystorePassphrase()
                .orElseGet(() -> firstLine(config.keystorePassword().orElseThrow()));
    }

    private static String firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new IllegalArgumentException("amser.keeper.key.keystore-password cannot be read: " + file, e);
        }
    }
}
