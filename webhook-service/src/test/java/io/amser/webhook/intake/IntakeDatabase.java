package io.amser.webhook.intake;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.position.LogIdentity;
import io.amser.eventlog.projection.LoggedEvent;
import io.amser.protocol.Address;
import io.amser.webhook.WebhookDatabase;
import io.amser.webhook.WebhookProjection;
import io.amser.webhook.announcement.Confirmations;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.event.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A database of the service, into which tests let batches of the log. */
public final class IntakeDatabase implements AutoCloseable {
    private final WebhookDatabase database = new WebhookDatabase();
    private final List<PublishedEvent> log = new ArrayList<>();
    private Instant now = Instant.parse("2026-04-01T12:00:00Z");
    private WebhookProjection projection = projection(1);
    private Optional<LogIdentity> position = Optional.empty();

    /** From now on so many blocks have to confirm what is told. */
    public void confirmations(int depth) {
        projection = projection(depth);
    }

    private WebhookProjection projection(int depth) {
        return new WebhookProjection(new Intake(new Confirmations(depth), () -> now));
    }

    /** From now on the position in this log is kept. */
    public void follow(String topicId) {
        position = Optional.of(new LogIdentity("amser.chain.events", "cluster", topicId));
    }

    /** Builds what can be folded anew, as the operator's guide says, from all that was applied so far. */
    public void rebuild(String topicId, int inBatchesOf) {
        var replayed = drop(topicId);
        for (var from = 0; from < replayed.size(); from += inBatchesOf) {
            apply(replayed.subList(from, Math.min(replayed.size(), from + inBatchesOf))
                    .toArray(PublishedEvent[]::new));
        }
    }

    /** Empties what the log fills again; answers what it said so far. */
    public List<PublishedEvent> drop(String topicId) {
        query("TRUNCATE history, module, plan, subscription, blocked_subscriber, token_policy, processor, allowance,"
                + " incomplete, subscription_timer, log_offset");
        follow(topicId);
        var said = List.copyOf(log);
        log.clear();
        return said;
    }

    public void goTo(Instant time) {
        now = time;
    }

    public UUID endpoint(Address merchant, EndpointState state, EventType... types) {
        var id = UUID.randomUUID();
        query(
                """
                INSERT INTO endpoint (id, merchant, url, description, event_types, ordered, state, created_at, disabled_by)
                VALUES ($1, $2, 'https://hooks.shop.com/', '', $3, false, $4, now(),
                        CASE WHEN $4::text = 'DISABLED' THEN 'MERCHANT' END)
                """,
                Tuple.of(
                        id,
                        merchant.value(),
                        Arrays.stream(types).map(Enum::name).toArray(String[]::new),
                        state.name()));
        return id;
    }

    public void apply(PublishedEvent... events) {
        applying(events).await().indefinitely();
    }

    public Uni<Void> applying(PublishedEvent... events) {
        return pool().withTransaction(tx -> apply(tx, events));
    }

    public Uni<Void> apply(SqlConnection tx, PublishedEvent... events) {
        var logged = write(events);
        return move(tx, logged.size()).chain(() -> projection.applyLogged(tx, logged));
    }

    private synchronized List<LoggedEvent> write(PublishedEvent... events) {
        var logged = new ArrayList<LoggedEvent>();
        for (var event : events) {
            logged.add(new LoggedEvent(event, 0, log.size()));
            log.add(event);
        }
        return logged;
    }

    private Uni<Void> move(SqlConnection tx, long step) {
        return position.map(topic -> tx.preparedQuery("""
                                INSERT INTO log_offset (cluster_id, topic_id, partition, topic, next_offset)
                                VALUES ($1, $2, 0, $3, $4)
                                    ON CONFLICT (cluster_id, topic_id, partition) DO UPDATE
                                   SET next_offset = log_offset.next_offset + EXCLUDED.next_offset
                                """)
                        .execute(Tuple.of(topic.clusterId(), topic.topicId(), topic.topic(), step))
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** As it was at first. */
    public void empty() {
        log.clear();
        position = Optional.empty();
        query("""
                DO $$ BEGIN
                    EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(relname), ', ')
                               FROM pg_class
                              WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                                AND relname NOT IN ('flyway_schema_history', 'judged_head'));
                    UPDATE judged_head SET written = 'epoch';
                END $$
                """);
    }

    public Pool pool() {
        return database.pool();
    }

    public List<Row> query(String sql, Tuple values) {
        return database.query(sql, values);
    }

    public List<Row> query(String sql) {
        return database.query(sql);
    }

    @Override
    public void close() {
        database.close();
    }
}
