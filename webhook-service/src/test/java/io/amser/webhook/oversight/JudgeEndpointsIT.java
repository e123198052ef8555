package io.amser.webhook.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.protocol.EventId;
import io.amser.webhook.WebhookDatabase;
import io.amser.webhook.endpoint.DisabledBy;
import io.amser.webhook.endpoint.EndpointHealths;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.endpoint.FailingSpell;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Samples;
import io.amser.webhook.event.WebhookIds;
import io.amser.webhook.ledger.Ledger;
import io.amser.webhook.ledger.Ledgers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeEndpointsIT {
    private static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Address ALICE = Samples.address(0xa);
    private static final Address BOB = Samples.address(0xb);

    private final WebhookDatabase database = new WebhookDatabase();
    private final JudgeEndpoints judge = new JudgeEndpoints(database.pool(), () -> NOW, Samples.CHAIN);
    private final UUID endpoint = endpoint(ALICE);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void of_an_endpoint_that_fails_its_merchants_others_are_told_once() {
        var other = endpoint(ALICE);
        var strangers = endpoint(BOB);

        fail(endpoint, HALF_AN_HOUR.minusMillis(1));
        judge();
        assertThat(told(ALICE)).isEmpty();
        fail(endpoint, HALF_AN_HOUR);
        judge();
        judge();

        assertThat(told(ALICE)).singleElement().satisfies(event -> {
            assertThat(event.getString("type")).isEqualTo("endpoint.failing");
            assertThat(event.getJsonObject("data").getString("endpoint_id")).isEqualTo(endpoint.toString());
            assertThat(event.getJsonObject("data").getString("failing_since")).isEqualTo("2026-04-10T11:30:00.000Z");
        });
        assertThat(pending(other)).hasSize(1);
        assertThat(pending(endpoint)).isEmpty();
        assertThat(pending(strangers)).isEmpty();
        assertThat(told(BOB)).isEmpty();
    }

    @Test
    void after_five_days_of_failures_it_is_disabled() {
        fail(endpoint, Duration.ofDays(5));

        judge();
        judge();

        assertThat(told(ALICE)).singleElement().satisfies(event -> {
            assertThat(event.getString("type")).isEqualTo("endpoint.disabled");
            assertThat(event.getJsonObject("data").getString("disabled_by")).isEqualTo("failures");
        });
        assertThat(database.query("SELECT state, disabled_by FROM endpoint"))
                .extracting(row -> row.getString("state") + " by " + row.getString("disabled_by"))
                .containsExactly("DISABLED by FAILURES");
    }

    @Test
    void what_somebody_else_has_disabled_is_told_with_who_it_was() {
        database.pool()
                .withTransaction(tx -> new Endpoints().disable(tx, List.of(endpoint), DisabledBy.GONE))
                .await()
                .indefinitely();

        judge();

        assertThat(told(ALICE)).singleElement().satisfies(event -> {
            assertThat(event.getString("type")).isEqualTo("endpoint.disabled");
            assertThat(event.getJsonObject("data").getString("disabled_by")).isEqualTo("gone");
        });
    }

    @Test
    void each_change_has_a_number_and_by_it_an_id_of_its_own() {
        fail(endpoint, HALF_AN_HOUR);
        judge();
        answer(endpoint);
        judge();
        fail(endpoint, HALF_AN_HOUR);
        judge();

        assertThat(told(ALICE))
                .extracting(event -> event.getString("id"))
                .containsExactly(
                        id(EventType.ENDPOINT_FAILING, 1),
                        id(EventType.ENDPOINT_RECOVERED, 2),
                        id(EventType.ENDPOINT_FAILING, 3));
    }

    @Test
    void many_who_look_at_once_tell_once() {
        var other = endpoint(ALICE);
        fail(endpoint, HALF_AN_HOUR);
        fail(other, HALF_AN_HOUR);

        Uni.join()
                .all(Stream.generate(judge::judge).limit(8).toList())
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(told(ALICE)).hasSize(2);
        assertThat(pending(endpoint)).hasSize(1);
        assertThat(pending(other)).hasSize(1);
    }

    @Test
    void whoever_does_not_want_to_hear_of_it_does_not_and_for_whom_is_disabled_it_is_parked() {
        var payments = endpoint(ALICE, EventType.PAYMENT_SUCCEEDED);
        var disabled = endpoint(ALICE);
        database.query(
                "UPDATE endpoint SET state = 'DISABLED', disabled_by = 'MERCHANT' WHERE id = $1", Tuple.of(disabled));
        judge();
        fail(endpoint, HALF_AN_HOUR);

        judge();

        assertThat(pending(payments)).isEmpty();
        assertThat(pending(disabled))
                .extracting(row -> row.getBoolean("parked"))
                .containsExactly(true);
        assertThat(ledger(payments).filtered()).isEqualTo(2);
        assertThat(List.of(endpoint, payments, disabled))
                .allMatch(one -> ledger(one).addsUp());
    }

    @Test
    void of_what_was_deleted_nobody_is_told() {
        fail(endpoint, HALF_AN_HOUR);
        database.query("UPDATE endpoint SET state = 'DELETED'");

        judge();

        assertThat(told(ALICE)).isEmpty();
    }

    @Test
    void what_cannot_be_told_of_one_keeps_back_no_news_of_another() {
        var bobs = endpoint(BOB);
        fail(endpoint, HALF_AN_HOUR);
        fail(bobs, HALF_AN_HOUR);
        database.query("ALTER TABLE merchant_position ADD CHECK (merchant <> '%s')".formatted(ALICE));

        judge();
        assertThat(told(ALICE)).isEmpty();
        assertThat(told(BOB)).hasSize(1);
        database.query("ALTER TABLE merchant_position DROP CONSTRAINT merchant_position_merchant_check");
        judge();

        assertThat(told(ALICE)).hasSize(1);
        assertThat(told(BOB)).hasSize(1);
    }

    private void judge() {
        judge.judge().await().indefinitely();
    }

    private void fail(UUID id, Duration until) {
        record(
                Set.of(),
                Map.of(
                        id,
                        new FailingSpell(
                                NOW.minus(HALF_AN_HOUR), NOW.minus(HALF_AN_HOUR).plus(until))));
    }

    private void answer(UUID id) {
        record(Set.of(id), Map.of());
    }

    private void record(Set<UUID> answering, Map<UUID, FailingSpell> failing) {
        database.pool()
                .withTransaction(tx -> new EndpointHealths().record(tx, answering, failing))
                .await()
                .indefinitely();
    }

    private UUID endpoint(Address merchant, EventType... types) {
        var id = UUID.randomUUID();
        database.query(
                """
                INSERT INTO endpoint (id, merchant, url, description, event_types, ordered, state, created_at)
                VALUES ($1, $2, 'https://hooks.shop.com/', '', $3, false, 'ACTIVE', now())
                """,
                Tuple.of(
                        id,
                        merchant.value(),
                        Arrays.stream(types).map(Enum::name).toArray(String[]::new)));
        return id;
    }

    private List<JsonObject> told(Address merchant) {
        return database
                .query("SELECT body FROM event WHERE merchant = $1 ORDER BY position", Tuple.of(merchant.value()))
                .stream()
                .map(row -> new JsonObject(row.getBuffer("body").getDelegate()))
                .toList();
    }

    private List<Row> pending(UUID id) {
        return database.query("SELECT * FROM pending_delivery WHERE endpoint = $1", Tuple.of(id));
    }

    private Ledger ledger(UUID id) {
        return new Ledgers()
                .of(database.pool(), List.of(id))
                .await()
                .indefinitely()
                .getOrDefault(id, Ledger.EMPTY);
    }

    private String id(EventType type, long change) {
        EventId id = WebhookIds.ofEndpoint(endpoint, type, change);
        return id.value();
    }
}
