package io.amser.webhook.intake;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.readmodel.Changes;
import io.amser.eventlog.readmodel.ReadModel;
import io.amser.protocol.Address;
import io.amser.webhook.WebhookDatabase;
import io.amser.webhook.announcement.Confirmations;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.event.EventType;
import io.amser.webhook.timer.Timers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A database of the service, into which tests let batches of the log. */
public final class IntakeDatabase implements AutoCloseable {
    private final WebhookDatabase database = new WebhookDatabase();
    private final ReadModel readModel = new ReadModel();
    private final Timers timers = new Timers();
    private Instant now = Instant.parse("2026-04-01T12:00:00Z");
    private Intake intake = new Intake(new Confirmations(1), () -> now);

    /** From now on so many blocks have to confirm what is told. */
    public void confirmations(int depth) {
        intake = new Intake(new Confirmations(depth), () -> now);
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
        return readModel
                .apply(tx, List.of(events))
                .map(Changes::events)
                .chain(changes -> timers.touch(tx, changes).chain(() -> intake.follow(tx, changes)));
    }

    /** As it was at first. */
    public void empty() {
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
