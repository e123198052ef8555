package io.amser.webhook.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.webhook.WebhookDatabase;
import io.amser.webhook.endpoint.Certainty;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EndpointSecrets;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.endpoint.EventFilter;
import io.amser.webhook.event.Samples;
import io.amser.webhook.signing.Secret;
import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.SigningSecrets;
import io.amser.webhook.signing.VaultKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MerchantEndpointsIT {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final Address ALICE = Samples.address(0xa);
    private static final Address BOB = Samples.address(0xb);

    private final WebhookDatabase database = new WebhookDatabase();
    private final SecretVault vault = new SecretVault(
            List.of(new VaultKey("test", Base64.getEncoder().encodeToString(new byte[32]))),
            RandomGenerator.getDefault());
    private final MerchantEndpoints merchants =
            new MerchantEndpoints(database.pool(), vault, Samples.CHAIN, () -> NOW, RandomGenerator.getDefault());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_sixth_endpoint_is_one_too_many_even_when_all_come_at_once() {
        var made = Uni.join()
                .all(Stream.generate(() -> merchants.make(endpoint(ALICE)))
                        .limit(12)
                        .toList())
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(made.stream().filter(Optional::isPresent)).hasSize(5);
        assertThat(await(merchants.make(endpoint(BOB)))).isPresent();
    }

    @Test
    void a_deleted_endpoint_leaves_room_and_its_deliveries_end_with_it() {
        var endpoint = endpoint(ALICE);
        await(merchants.make(endpoint));
        database.query("SELECT make_day('2026-04-01')");
        database.query("""
                INSERT INTO pending_delivery (endpoint, event_day, event_id, parked, due_at, created_at)
                SELECT $1, '2026-04-01', 'evt_' || n, false, now(), now() FROM generate_series(1, 3) n
                """, Tuple.of(endpoint.id()));

        assertThat(await(merchants.delete(ALICE, endpoint.id()))).isTrue();

        assertThat(database.query("SELECT 1 FROM pending_delivery")).isEmpty();
        assertThat(database.query("SELECT outcome FROM finished_delivery"))
                .extracting(row -> row.getString("outcome"))
                .containsExactly("CANCELLED", "CANCELLED", "CANCELLED");
        assertThat(database.query("SELECT cancelled FROM ledger"))
                .extracting(row -> row.getLong("cancelled"))
                .containsExactly(3L);
        assertThat(await(new Endpoints().of(database.pool(), ALICE))).isEmpty();
        assertThat(await(merchants.delete(ALICE, endpoint.id()))).isFalse();
    }

    @Test
    void what_is_replayed_to_an_endpoint_ends_with_it_and_nothing_else() {
        var deleted = endpoint(ALICE);
        var kept = endpoint(ALICE);
        for (var endpoint : List.of(deleted, kept)) {
            await(merchants.make(endpoint));
            database.query("""
                    INSERT INTO replay (id, merchant, endpoint, since, until, event_types, state, place, last, total,
                                        replayed, skipped, created_at, moved_at)
                    VALUES ($1, $2, $1, now(), now(), '{}', 'PAUSED', 0, 1, 1, 0, 0, now(), now())
                    """, Tuple.of(endpoint.id(), ALICE.value()));
        }

        await(merchants.delete(ALICE, deleted.id()));

        assertThat(database.query("SELECT id FROM replay WHERE state = 'CANCELLED' AND finished_at IS NOT NULL"))
                .extracting(row -> row.getUUID("id"))
                .containsExactly(deleted.id());
        assertThat(database.query("SELECT id FROM replay WHERE state = 'PAUSED'"))
                .extracting(row -> row.getUUID("id"))
                .containsExactly(kept.id());
    }

    @Test
    void of_many_wishes_for_the_last_place_one_is_granted() {
        var disabled = Stream.generate(() -> endpoint(ALICE)).limit(4).toList();
        for (var endpoint : disabled) {
            await(merchants.make(endpoint));
            assertThat(await(merchants.disable(ALICE, endpoint.id()))).isTrue();
        }
        for (var i = 0; i < 4; i++) {
            await(merchants.make(endpoint(ALICE)));
        }

        var enabled = Uni.join()
                .all(disabled.stream()
                        .map(endpoint -> merchants.enable(ALICE, endpoint.id()))
                        .toList())
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(enabled.stream().filter(Enabling.Probed.class::isInstance)).hasSize(1);
        assertThat(enabled.stream().filter(Enabling.NoRoom.class::isInstance)).hasSize(3);
        assertThat(await(merchants.make(endpoint(ALICE)))).isEmpty();
        assertThat(database.query("SELECT parked FROM pending_delivery"))
                .extracting(row -> row.getBoolean("parked"))
                .containsExactly(false);
    }

    @Test
    void disabled_endpoints_do_not_pile_up_for_ever() {
        for (var i = 0; i < Endpoints.MOST_KEPT; i++) {
            var endpoint = endpoint(ALICE);
            assertThat(await(merchants.make(endpoint))).isPresent();
            await(merchants.disable(ALICE, endpoint.id()));
        }

        assertThat(await(merchants.make(endpoint(ALICE)))).isEmpty();
        assertThat(await(merchants.make(endpoint(BOB)))).isPresent();
    }

    @Test
    void who_is_enabled_twice_is_probed_once_and_who_is_disabled_meanwhile_not_at_all() {
        var endpoint = endpoint(ALICE);
        await(merchants.make(endpoint));
        await(merchants.disable(ALICE, endpoint.id()));

        assertThat(await(merchants.enable(ALICE, endpoint.id()))).isInstanceOf(Enabling.Probed.class);
        assertThat(await(merchants.enable(ALICE, endpoint.id()))).isInstanceOf(Enabling.NotDisabled.class);
        assertThat(await(merchants.test(ALICE, endpoint.id()))).isEmpty();
        await(merchants.disable(ALICE, endpoint.id()));

        assertThat(await(new Endpoints().find(database.pool(), ALICE, endpoint.id())))
                .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(EndpointState.DISABLED));
    }

    @Test
    void a_rotation_keeps_the_old_secret_until_the_overlap_ends() {
        var endpoint = endpoint(ALICE);
        var old = await(merchants.make(endpoint)).orElseThrow();

        var next = await(merchants.rotate(ALICE, endpoint.id(), Duration.ofHours(24)))
                .orElseThrow();

        assertThat(secrets(endpoint))
                .isEqualTo(SigningSecrets.of(old).rotated(next, NOW, NOW.plus(Duration.ofHours(24))));
        assertThat(await(merchants.promote(ALICE, endpoint.id()))).isTrue();
        assertThat(secrets(endpoint)).isEqualTo(SigningSecrets.of(next));
    }

    @Test
    void changes_that_come_at_once_are_made_one_after_the_other() {
        var endpoint = endpoint(ALICE);
        await(merchants.make(endpoint));

        Uni.join()
                .all(Stream.generate(() -> merchants.change(ALICE, endpoint.id(), MerchantEndpointsIT::longer))
                        .limit(12)
                        .toList())
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(await(new Endpoints().find(database.pool(), ALICE, endpoint.id())))
                .hasValueSatisfying(
                        changed -> assertThat(changed.description()).isEqualTo("The shop" + "!".repeat(12)));
    }

    @Test
    void the_database_never_holds_a_secret_as_it_is() {
        var endpoint = endpoint(ALICE);
        Secret secret = await(merchants.make(endpoint)).orElseThrow();

        assertThat(database.query("SELECT encode(sealed, 'escape') AS text FROM endpoint_secret"))
                .extracting(row -> row.getString("text"))
                .noneMatch(text -> text.contains(secret.text()) || text.contains("whsec_"));
    }

    @Test
    void nobody_reaches_the_endpoint_of_another_merchant() {
        var endpoint = endpoint(ALICE);
        await(merchants.make(endpoint));
        var endpoints = new Endpoints();

        assertThat(await(merchants.delete(BOB, endpoint.id()))).isFalse();
        assertThat(await(merchants.rotate(BOB, endpoint.id(), Duration.ZERO))).isEmpty();
        assertThat(await(merchants.promote(BOB, endpoint.id()))).isFalse();
        assertThat(await(merchants.disable(BOB, endpoint.id()))).isFalse();
        assertThat(await(merchants.enable(BOB, endpoint.id()))).isInstanceOf(Enabling.Unknown.class);
        assertThat(await(endpoints.find(database.pool(), BOB, endpoint.id()))).isEmpty();
        assertThat(await(endpoints.of(database.pool(), BOB))).isEmpty();
        assertThat(await(endpoints.change(database.pool(), stolen(endpoint)))).isFalse();
        assertThat(await(endpoints.find(database.pool(), ALICE, endpoint.id()))).contains(endpoint);
    }

    private static Endpoint endpoint(Address merchant) {
        return new Endpoint(
                UUID.randomUUID(),
                merchant,
                "https://hooks.shop.com/amser",
                "The shop",
                EventFilter.EVERYTHING,
                false,
                Certainty.SEEN,
                EndpointState.ACTIVE,
                Optional.empty(),
                NOW);
    }

    private static Endpoint longer(Endpoint endpoint) {
        return new Endpoint(
                endpoint.id(),
                endpoint.merchant(),
                endpoint.url(),
                endpoint.description() + "!",
                endpoint.filter(),
                endpoint.ordered(),
                endpoint.at(),
                endpoint.state(),
                endpoint.disabledBy(),
                endpoint.createdAt());
    }

    private static Endpoint stolen(Endpoint endpoint) {
        return new Endpoint(
                endpoint.id(),
                BOB,
                "https://thief.example.net/",
                "",
                EventFilter.EVERYTHING,
                false,
                Certainty.SEEN,
                EndpointState.ACTIVE,
                Optional.empty(),
                NOW);
    }

    private SigningSecrets secrets(Endpoint endpoint) {
        return database.pool()
                .withTransaction(tx -> new EndpointSecrets(vault).of(tx, endpoint.id()))
                .await()
                .indefinitely()
                .orElseThrow();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
