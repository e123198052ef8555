package io.amser.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.WebhookDatabase;
import io.amser.webhook.signing.Secret;
import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.SigningSecrets;
import io.amser.webhook.signing.VaultKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResealSecretsIT {
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();
    private static final VaultKey OLD = key("old", 1);
    private static final VaultKey NEW = key("new", 2);
    private static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");
    private static final int FEW = 3;

    private final WebhookDatabase database = new WebhookDatabase();
    private final SecretVault both = vault(NEW, OLD);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_the_old_key_sealed_is_opened_by_the_new_one_alone_afterwards() {
        var secrets = Stream.generate(ResealSecretsIT::rotating)
                .limit(10)
                .collect(Collectors.toMap(_ -> endpoint(), Function.identity()));
        secrets.forEach((endpoint, some) -> store(vault(OLD), endpoint, some));

        assertThat(await(reseal(both))).isEqualTo(new SealedSecrets(20, 0, 0));

        secrets.forEach(
                (endpoint, some) -> assertThat(read(vault(NEW), endpoint)).hasValue(some));
    }

    @Test
    void many_who_do_so_at_once_while_merchants_rotate_lose_no_secret() {
        var endpoints = Stream.generate(this::endpoint).limit(12).toList();
        endpoints.forEach(endpoint -> store(vault(OLD), endpoint, rotating()));
        var rotated = endpoints.stream().collect(Collectors.toMap(Function.identity(), _ -> rotating()));

        await(Uni.join()
                .all(Stream.concat(
                                Stream.generate(() -> reseal(both)).limit(3).map(Uni::replaceWithVoid),
                                rotated.entrySet().stream()
                                        .map(one -> storing(vault(OLD), one.getKey(), one.getValue())))
                        .toList())
                .andFailFast());

        assertThat(await(reseal(both))).isEqualTo(new SealedSecrets(24, 0, 0));
        rotated.forEach(
                (endpoint, some) -> assertThat(read(vault(NEW), endpoint)).hasValue(some));
    }

    @Test
    void what_opens_to_nothing_stays_and_keeps_back_no_other() {
        var broken = Stream.generate(this::endpoint).limit(FEW).toList();
        broken.forEach(endpoint -> store(vault(OLD), endpoint, SigningSecrets.of(Secret.random(RANDOM))));
        database.query("UPDATE endpoint_secret SET sealed = substr(sealed, 1, 20) || 'x'");
        var lost = endpoint();
        store(vault(key("lost", 3)), lost, SigningSecrets.of(Secret.random(RANDOM)));
        var healthy = endpoint();
        store(vault(OLD), healthy, SigningSecrets.of(Secret.random(RANDOM)));

        assertThat(await(reseal(both))).isEqualTo(new SealedSecrets(1, FEW, 1));

        assertThat(read(vault(NEW), healthy)).isPresent();
    }

    @Test
    void who_dies_in_the_midst_of_it_leaves_secrets_that_open() {
        var endpoint = endpoint();
        var secrets = rotating();
        store(vault(OLD), endpoint, secrets);
        database.query("ALTER TABLE endpoint_secret ADD CONSTRAINT crash CHECK (NOT successor OR key_id = 'old')");

        assertThat(await(
                        reseal(both).onItem().transform(_ -> "done").onFailure().recoverWithItem("dead")))
                .isEqualTo("dead");

        assertThat(read(vault(OLD), endpoint)).hasValue(secrets);
    }

    @Test
    void with_one_key_there_is_nothing_to_do() {
        store(vault(OLD), endpoint(), rotating());

        assertThat(await(reseal(vault(NEW)))).isEqualTo(new SealedSecrets(0, 0, 2));
        assertThat(await(reseal(vault(OLD)))).isEqualTo(new SealedSecrets(2, 0, 0));
    }

    private Uni<SealedSecrets> reseal(SecretVault vault) {
        return new ResealSecrets(database.pool(), vault, FEW).reseal();
    }

    private UUID endpoint() {
        var id = UUID.randomUUID();
        database.query("""
                INSERT INTO endpoint (id, merchant, url, description, event_types, ordered, state, created_at)
                VALUES ($1, '0x01', 'https://hooks.shop.com/', '', '{}', false, 'ACTIVE', now())
                """, Tuple.of(id));
        return id;
    }

    private static SigningSecrets rotating() {
        return SigningSecrets.of(Secret.random(RANDOM)).rotated(Secret.random(RANDOM), NOW, NOW.plusSeconds(60));
    }

    private void store(SecretVault vault, UUID endpoint, SigningSecrets secrets) {
        await(storing(vault, endpoint, secrets));
    }

    private Uni<Void> storing(SecretVault vault, UUID endpoint, SigningSecrets secrets) {
        return database.pool().withTransaction(tx -> new EndpointSecrets(vault).store(tx, endpoint, secrets));
    }

    private Optional<SigningSecrets> read(SecretVault vault, UUID endpoint) {
        return await(database.pool().withTransaction(tx -> new EndpointSecrets(vault).of(tx, endpoint)));
    }

    private static SecretVault vault(VaultKey... keys) {
        return new SecretVault(List.of(keys), RANDOM);
    }

    private static VaultKey key(String id, int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new VaultKey(id, Base64.getEncoder().encodeToString(bytes));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
