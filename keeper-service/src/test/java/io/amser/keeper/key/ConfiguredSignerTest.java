package io.amser.keeper.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amser.protocol.Address;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.WalletUtils;

class ConfiguredSignerTest {

    private static final long MAINNET = 1;
    private static final String PASSWORD = "correct horse battery staple";
    private static final String DIGITS = Examples.PRIVATE_KEY.substring(2);

    @TempDir
    Path folder;

    @Test
    void a_keystore_opens_with_the_password_in_a_file_or_in_the_environment() throws Exception {
        var file = Files.writeString(folder.resolve("password"), PASSWORD + "\nanother line");

        var byFile = signer(Given.nothing().keystore(keystore()).passwordFile(file), MAINNET);
        var byText = signer(Given.nothing().keystore(keystore()).passphrase(PASSWORD), MAINNET);

        assertThat(byFile.address()).isEqualTo(Examples.ADDRESS);
        assertThat(byText.address()).isEqualTo(Examples.ADDRESS);
    }

    @Test
    void a_wrong_password_is_told_without_the_password() throws Exception {
        var given = Given.nothing().keystore(keystore()).passphrase("Tr0ub4dor&3");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer(given, MAINNET))
                .withMessageContaining("cannot be opened with this password")
                .withMessageNotContaining("Tr0ub4dor");
    }

    @Test
    void there_is_one_way_to_the_password() throws Exception {
        var neither = Given.nothing().keystore(keystore());
        var both = neither.passphrase(PASSWORD).passwordFile(folder);

        assertThatIllegalArgumentException().isThrownBy(() -> signer(neither, MAINNET));
        assertThatIllegalArgumentException().isThrownBy(() -> signer(both, MAINNET));
    }

    @Test
    void there_is_one_way_to_the_key() throws Exception {
        var two = Given.nothing().privateKey(Examples.PRIVATE_KEY).keystore(keystore());

        assertThatIllegalArgumentException().isThrownBy(() -> signer(Given.nothing(), Examples.CHAIN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer(two, Examples.CHAIN))
                .withMessageNotContaining(DIGITS);
    }

    @Test
    void a_plain_key_is_for_local_chains() {
        var given = Given.nothing().privateKey(Examples.PRIVATE_KEY);

        assertThat(signer(given, Examples.CHAIN).address()).isEqualTo(Examples.ADDRESS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer(given, MAINNET))
                .withMessageContaining("keystore")
                .withMessageNotContaining(DIGITS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690g",
                "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b7869",
                "0x0000000000000000000000000000000000000000000000000000000000000000",
                "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
            })
    void what_is_no_key_is_refused_and_not_repeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer(Given.nothing().privateKey(text), Examples.CHAIN))
                .withNoCause()
                .withMessageNotContaining(text.substring(2, 10));
    }

    @Test
    void a_remote_signer_needs_the_account_for_which_it_signs() {
        var url = URI.create("http://127.0.0.1:1/v1/secret-path");
        var given = Given.nothing().remote(url);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer(given, MAINNET))
                .withMessageContaining("remote.address");
        assertThat(signer(given.account(Examples.ADDRESS), MAINNET).address()).isEqualTo(Examples.ADDRESS);
    }

    @Test
    void a_signer_shows_no_key() throws Exception {
        var local = signer(Given.nothing().keystore(keystore()).passphrase(PASSWORD), MAINNET);
        var remote = signer(
                Given.nothing()
                        .remote(URI.create("http://user:token@127.0.0.1:1/v1/secret-path"))
                        .account(Examples.ADDRESS),
                MAINNET);

        assertThat(local.toString()).contains(Examples.ADDRESS.value()).doesNotContainIgnoringCase(DIGITS);
        assertThat(remote.toString()).doesNotContain("secret-path", "token");
    }

    private static Signer signer(Given given, long chain) {
        return ConfiguredSigner.signer(given, chain);
    }

    private Path keystore() throws Exception {
        var name = WalletUtils.generateWalletFile(PASSWORD, Examples.KEY.getEcKeyPair(), folder.toFile(), false);
        return folder.resolve(name);
    }

    private record Given(
            Optional<String> privateKey,
            Optional<Path> keystore,
            Optional<Path> keystorePassword,
            Optional<String> keystorePassphrase,
            Optional<URI> url,
            Optional<String> address)
            implements KeyConfig, KeyConfig.Remote {

        static Given nothing() {
            return new Given(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        Given privateKey(String key) {
            return new Given(Optional.of(key), keystore, keystorePassword, keystorePassphrase, url, address);
        }

        Given keystore(Path file) {
            return new Given(privateKey, Optional.of(file), keystorePassword, keystorePassphrase, url, address);
        }

        Given passwordFile(Path file) {
            return new Given(privateKey, keystore, Optional.of(file), keystorePassphrase, url, address);
        }

        Given passphrase(String text) {
            return new Given(privateKey, keystore, keystorePassword, Optional.of(text), url, address);
        }

        Given remote(URI signer) {
            return new Given(privateKey, keystore, keystorePassword, keystorePassphrase, Optional.of(signer), address);
        }

        Given account(Address account) {
            return new Given(
                    privateKey, keystore, keystorePassword, keystorePassphrase, url, Optional.of(account.value()));
        }

        @Override
        public Remote remote() {
            return this;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }
    }
}
