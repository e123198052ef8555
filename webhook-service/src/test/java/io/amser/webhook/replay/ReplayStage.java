package io.amser.webhook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Readiness;
import io.amser.jsonroutes.ProblemException;
import io.amser.protocol.Address;
import io.amser.protocol.EventId;
import io.amser.webhook.WebhookDatabase;
import io.amser.webhook.endpoint.DisabledBy;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Samples;
import io.amser.webhook.event.WebhookIds;
import io.amser.webhook.ledger.Ledger;
import io.amser.webhook.ledger.Ledgers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A service's database in which an event happens, an endpoint is made and a replay begins when a test says so. */
final class ReplayStage implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");
    static final Instant DAY_BEFORE = Instant.parse("2026-04-09T23:00:00Z");
    static final Address ALICE = Samples.address(0xa);
    static final Address BOB = Samples.address(0xb);
    static final ReplayWish ALL = new ReplayWish(Instant.parse("2026-04-09T01:00:00Z"), NOW, Set.of());
    static final int FEW = 4;

    final WebhookDatabase database = new WebhookDatabase();
    final MerchantReplays merchants = new MerchantReplays(database.pool(), () -> NOW);
    final MakeReplays replica = replica(FEW);
    private int made;

    ReplayStage() {
        database.query("SELECT make_day('2026-04-09'), make_day('2026-04-10')");
    }

    @Override
    public void close() {
        database.close();
    }

    Uni<Replay> begin(Address merchant, UUID endpoint, ReplayWish wish) {
        return new Endpoints()
                .find(database.pool(), merchant, endpoint)
                .chain(found -> merchants.begin(found.orElseThrow(), wish));
    }

    /** Waits for somebody else, or is done. */
    void untilBlocked(CompletableFuture<?> asked) {
        assertThat(Readiness.isReadyWithin(
                        Duration.ofSeconds(30),
                        () -> asked.isDone() || !database.query("""
                                        SELECT FROM pg_stat_activity
                                         WHERE wait_event_type = 'Lock' AND datname = current_database()
                                        """).isEmpty()))
                .isTrue();
    }

    Replay replayOf(UUID endpoint, int events) {
        IntStream.range(0, events).forEach(_ -> event(ALICE, EventType.PAYMENT_SUCCEEDED, DAY_BEFORE));
        return await(begin(ALICE, endpoint, ALL));
    }

    MakeReplays replica(int most) {
        return new MakeReplays(database.pool(), () -> NOW, most);
    }

    UUID endpoint(Address merchant) {
        var id = UUID.randomUUID();
        database.query("""
                INSERT INTO endpoint (id, merchant, url, description, event_types, ordered, state, created_at)
                VALUES ($1, $2, 'https://hooks.shop.com/', '', '{}', true, 'ACTIVE', now())
                """, Tuple.of(id, merchant.value()));
        database.query("INSERT INTO ledger (endpoint) VALUES ($1)", Tuple.of(id));
        return id;
    }

    void disable(UUID endpoint) {
        await(database.pool()
                .withTransaction(tx -> new Endpoints().disable(tx, List.of(endpoint), DisabledBy.MERCHANT)));
    }

    Endpoint found(Address merchant, UUID endpoint) {
        return await(new Endpoints().find(database.pool(), merchant, endpoint)).orElseThrow();
    }

    EventId event(Address merchant, EventType type, Instant createdAt) {
        return event(merchant, type, createdAt, "{}");
    }

    EventId event(Address merchant, EventType type, Instant createdAt, String body) {
        return event(merchant, EventId.of(new UUID(9, made)), type, createdAt, body);
    }

    EventId retraction(Address merchant, EventId of, EventType type) {
        return event(
                merchant,
                WebhookIds.retractionOf(of),
                EventType.EVENT_RETRACTED,
                DAY_BEFORE.plusSeconds(1),
                "{\"data\":{\"retracted_type\":\"" + type.apiName() + "\"}}");
    }

    private EventId event(Address merchant, EventId id, EventType type, Instant createdAt, String body) {
        made++;
        database.query("""
                INSERT INTO merchant_position AS p (merchant, last) VALUES ($1, 1)
                    ON CONFLICT (merchant) DO UPDATE SET last = p.last + 1
                """, Tuple.of(merchant.value()));
        database.query(
                """
                INSERT INTO event (day, id, merchant, position, type, created_at, body)
                SELECT ($4::timestamptz AT TIME ZONE 'UTC')::date, $1, $2, last, $3, $4, $5
                  FROM merchant_position WHERE merchant = $2
                """,
                Tuple.of(
                        id.value(),
                        merchant.value(),
                        type.name(),
                        createdAt.atOffset(ZoneOffset.UTC),
                        Buffer.buffer(body)));
        return id;
    }

    /** Everything that waits for the endpoint is delivered. */
    void arrive(UUID endpoint) {
        database.query("""
                WITH done AS (DELETE FROM pending_delivery WHERE endpoint = $1 RETURNING *),
                     kept AS (INSERT INTO finished_delivery (id, endpoint, event_day, event_id, outcome, attempts,
                                                             created_at, finished_at)
                              SELECT id, endpoint, event_day, event_id, 'DELIVERED', 1, created_at, now() FROM done)
                UPDATE ledger SET delivered = delivered + (SELECT count(*) FROM done) WHERE endpoint = $1
                """, Tuple.of(endpoint));
    }

    List<EventId> pending(UUID endpoint) {
        return events("SELECT event_id FROM pending_delivery WHERE endpoint = $1 AND replay IS NOT NULL", endpoint);
    }

    List<EventId> delivered(UUID endpoint) {
        return events("SELECT event_id FROM finished_delivery WHERE endpoint = $1", endpoint);
    }

    private List<EventId> events(String sql, UUID endpoint) {
        return database.query(sql, Tuple.of(endpoint)).stream()
                .map((Row row) -> new EventId(row.getString("event_id")))
                .toList();
    }

    Ledger ledger(UUID endpoint) {
        return await(new Ledgers().of(database.pool(), List.of(endpoint))).getOrDefault(endpoint, Ledger.EMPTY);
    }

    void addsUp(UUID endpoint) {
        assertThat(ledger(endpoint))
                .satisfies(ledger ->
                        assertThat(ledger.addsUp()).as(ledger.toString()).isTrue());
    }

    /** With which code it is refused. */
    static Uni<String> code(Uni<?> asked) {
        return asked.map(_ -> "none")
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> failure.code().code());
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
