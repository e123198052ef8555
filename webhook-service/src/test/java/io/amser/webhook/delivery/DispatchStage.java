package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Readiness;
import io.amser.protocol.EventId;
import io.amser.webhook.WebhookDatabase;
import io.amser.webhook.egress.EgressPolicy;
import io.amser.webhook.egress.Routes;
import io.amser.webhook.egress.SystemResolver;
import io.amser.webhook.signing.Secret;
import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.VaultKey;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Endpoints, deliveries, a clock that the test moves, and as many replicas as it wants. */
final class DispatchStage implements AutoCloseable {
    static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
    private static final EgressPolicy HOME_ONLY = EgressPolicy.of(true, List.of("127.0.0.1/32"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WebhookDatabase database = new WebhookDatabase();
    private final SecretVault vault = new SecretVault(
            List.of(new VaultKey("test", Base64.getEncoder().encodeToString(new byte[32]))),
            RandomGenerator.getDefault());
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private volatile Instant now = START;
    private int made;

    DispatchStage() {
        database.query("SELECT make_day('2026-04-01')");
    }

    WebhookDatabase database() {
        return database;
    }

    Instant now() {
        return now;
    }

    void goTo(Instant time) {
        now = time;
    }

    Dispatch replica() {
        var vertx = database.vertx().getDelegate();
        var names = SystemResolver.forDeliveries(vertx, Courier.DEADLINE, () -> now);
        var courier = new Courier(vertx, new Routes(names, HOME_ONLY), () -> now);
        return new Dispatch(database.pool(), vault, courier, HOME_ONLY, () -> now, () -> 0L);
    }

    /** A server that answers with this status and keeps the ids of what has arrived. */
    int answering(int status) {
        return receiver(request -> {
            arrived.add(request.getHeader("webhook-id"));
            request.response().setStatusCode(status).end();
        });
    }

    /** At servers that only answer with a status. */
    Queue<String> arrived() {
        return arrived;
    }

    /** A receiver, by its port. */
    int receiver(Handler<HttpServerRequest> handler) {
        return database.vertx()
                .getDelegate()
                .createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .actualPort();
    }

    UUID endpoint(int port, boolean ordered, Secret secret) {
        var id = UUID.randomUUID();
        database.query("""
                INSERT INTO endpoint (id, merchant, url, description, event_types, ordered, state, created_at)
                VALUES ($1, '0x01', $2, '', '{}', $3, 'ACTIVE', now())
                """, Tuple.of(id, "http://127.0.0.1:" + port + "/hook", ordered));
        var sealed = vault.seal(id, secret);
        database.query(
                "INSERT INTO endpoint_secret (endpoint, successor, key_id, sealed) VALUES ($1, false, $2, $3)",
                Tuple.of(id, sealed.keyId(), sealed.bytes()));
        return id;
    }

    /** The secret that takes the place of the endpoint's own. */
    void successor(UUID endpoint, Secret secret, Instant takesOverAt) {
        var sealed = vault.seal(endpoint, secret);
        database.query("""
                INSERT INTO endpoint_secret (endpoint, successor, key_id, sealed, takes_over_at)
                VALUES ($1, true, $2, $3, $4)
                """, Tuple.of(endpoint, sealed.keyId(), sealed.bytes(), at(takesOverAt)));
    }

    /** Something for the endpoint, about this subscription, due now. */
    EventId delivery(UUID endpoint, long subscription, long sequence) {
        var event = EventId.of(new UUID(7, made++));
        var body = "{\"id\":\"" + event + "\",\"type\":\"payment.succeeded\",\"sequence\":" + sequence
                + ",\"created_at\":1775044800,\"api_version\":\"v0\",\"chain_id\":31337,\"data\":{}}";
        database.query("""
                INSERT INTO event (day, id, merchant, position, type, created_at, body)
                VALUES ('2026-04-01', $1, '0x01', $2, 'PAYMENT_SUCCEEDED', now(), $3)
                """, Tuple.of(event.value(), (long) made, Buffer.buffer(body)));
        database.query("""
                INSERT INTO pending_delivery (endpoint, event_day, event_id, module, subscription_id, sequence, parked,
                                              due_at, created_at)
                VALUES ($1, '2026-04-01', $2, '0x02', $3::bigint, $4, false, $5, $5)
                """, Tuple.of(endpoint, event.value(), subscription, sequence, at(now)));
        return event;
    }

    /** The same, because a replay wants it. */
    EventId replayed(UUID endpoint, UUID replay) {
        var event = delivery(endpoint, 0, 0);
        database.query(
                "UPDATE pending_delivery SET replay = $2, module = NULL, subscription_id = NULL, sequence = NULL WHERE event_id = $1",
                Tuple.of(event.value(), replay));
        return event;
    }

    /** Lets these replicas work until nothing is under way and nothing more is due. */
    void settle(Dispatch... replicas) {
        until(() -> Stream.of(replicas).allMatch(Dispatch::isIdle) && begun(replicas) == 0);
    }

    private static int begun(Dispatch... replicas) {
        return Stream.of(replicas)
                .mapToInt(replica -> replica.turn().await().indefinitely())
                .sum();
    }

    /** Nothing is sent to the endpoint but its probe, if there is one. */
    void disable(UUID endpoint, Optional<EventId> probe) {
        database.query(
                "UPDATE endpoint SET state = $2, disabled_by = 'MERCHANT', probe = $3 WHERE id = $1",
                Tuple.of(
                        endpoint,
                        probe.isPresent() ? "PROBING" : "DISABLED",
                        probe.map(EventId::value).orElse(null)));
    }

    String state(UUID endpoint) {
        return database.query("SELECT state FROM endpoint WHERE id = $1", Tuple.of(endpoint))
                .getFirst()
                .getString("state");
    }

    /** Parks and frees what the states of endpoints ask for, one delivery of each at a time. */
    void followStates() {
        until(() ->
                new PendingDeliveries().followStates(database.pool(), 1).await().indefinitely() == 0);
    }

    static void until(BooleanSupplier condition) {
        assertThat(Readiness.isReadyWithin(PATIENCE, condition)).isTrue();
    }

    List<Row> pending(UUID endpoint) {
        return database.query(
                "SELECT * FROM pending_delivery WHERE endpoint = $1 ORDER BY sequence", Tuple.of(endpoint));
    }

    List<Row> finished(UUID endpoint) {
        return database.query("SELECT * FROM finished_delivery WHERE endpoint = $1", Tuple.of(endpoint));
    }

    List<Row> attempts() {
        return database.query("SELECT * FROM attempt ORDER BY delivery, number");
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Writes down what came of an attempt, as if a replica had made it; answers which deliveries were still its own. */
    Set<UUID> record(Attempted attempted) {
        return database.pool()
                .withTransaction(tx -> new AttemptResults().record(tx, List.of(attempted)))
                .await()
                .indefinitely();
    }

    Attempted failedNow(Claim claim) {
        var received = new Received(new Answer.NoResponse(Fault.TIMED_OUT), Map.of(), Buffer.buffer(), now, now);
        return new Attempted(claim, "http://127.0.0.1/", Map.of(), received, new Verdict.Again(Fault.TIMED_OUT, now));
    }

    Attempted arrivedNow(Claim claim) {
        var received = new Received(new Answer.Response(204, Optional.empty()), Map.of(), Buffer.buffer(), now, now);
        return new Attempted(claim, "http://127.0.0.1/", Map.of(), received, new Verdict.Arrived());
    }

    @Override
    public void close() {
        database.close();
    }
}
