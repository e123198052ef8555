package io.amser.webhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.webhook.signing.SecretVault.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SecretVaultTest {
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();
    private static final VaultKey FIRST = key("first");
    private static final VaultKey SECOND = key("second");
    private static final UUID ENDPOINT = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID ANOTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final Secret SECRET = Secret.random(RANDOM);

    private final SecretVault vault = new SecretVault(List.of(FIRST), RANDOM);

    @Test
    void a_sealed_secret_opens_again() {
        assertThat(vault.open(ENDPOINT, vault.seal(ENDPOINT, SECRET))).isEqualTo(SECRET);
    }

    @Test
    void the_same_secret_never_looks_the_same() {
        var sealed = vault.seal(ENDPOINT, SECRET);

        assertThat(sealed.bytes()).isNotEqualTo(vault.seal(ENDPOINT, SECRET).bytes());
        assertThat(sealed.bytes().toString(StandardCharsets.ISO_8859_1)).doesNotContain("whsec_");
    }

    @Test
    void a_row_that_was_moved_to_another_endpoint_opens_to_nothing() {
        var sealed = vault.seal(ENDPOINT, SECRET);

        assertThatThrownBy(() -> vault.open(ANOTHER, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_row_that_was_altered_opens_to_nothing() {
        var sealed = vault.seal(ENDPOINT, SECRET);
        sealed.bytes().setByte(20, (byte) (sealed.bytes().getByte(20) ^ 1));

        assertThatThrownBy(() -> vault.open(ENDPOINT, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void after_a_change_of_keys_old_rows_still_open_and_are_known_as_outdated() {
        var old = vault.seal(ENDPOINT, SECRET);
        var changed = new SecretVault(List.of(SECOND, FIRST), RANDOM);
        var renewed = changed.seal(ENDPOINT, changed.open(ENDPOINT, old));

        assertThat(changed.olderKeys()).containsExactly(old.keyId());
        assertThat(changed.newestKey()).isEqualTo(renewed.keyId());
        assertThat(new SecretVault(List.of(SECOND), RANDOM).open(ENDPOINT, renewed))
                .isEqualTo(SECRET);
    }

    @Test
    void without_its_key_a_row_names_the_key_that_is_missing() {
        var sealed = new Sealed("lost", vault.seal(ENDPOINT, SECRET).bytes());

        assertThatThrownBy(() -> vault.open(ENDPOINT, sealed)).hasMessageContaining("lost");
    }

    @Test
    void a_short_key_a_missing_key_and_two_of_one_name_are_refused_at_once() {
        assertThatThrownBy(() -> new VaultKey("short", "c2hvcnQ=")).hasMessageContaining("short");
        assertThatThrownBy(() -> new SecretVault(List.of(), RANDOM)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SecretVault(List.of(FIRST, key("first")), RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_key_shows_itself_to_nobody() {
        assertThat(FIRST.toString()).isEqualTo("first");
    }

    private static VaultKey key(String id) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new VaultKey(id, Base64.getEncoder().encodeToString(bytes));
    }
}
