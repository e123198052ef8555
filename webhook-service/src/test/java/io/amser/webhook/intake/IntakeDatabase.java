package io.amser.webhook.intake;

import io.amser.devstack.server.TestServers;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.readmodel.ReadModel;
import io.amser.protocol.Address;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.event.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;

/** A database of the service, into which tests let batches of the log. */
final class IntakeDatabase implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final ReadModel readModel = new ReadModel();
    private final Pool pool;
    private Instant now = Instant.parse("2026-04-01T12:00:00Z");
    private final Intake intake = new Intake(() -> now);

    IntakeDatabase() {
        var database = TestServers.freshDatabase("webhook");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("db/event-log", "db/readmodel", "db/webhook")
                .outOfOrder(true)
                .load()
                .migrate();
        var options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        this.pool = PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(6))
                .using(vertx)
                .build();
    }

    void goTo(Instant time) {
        now = time;
    }

    UUID endpoint(Address merchant, EndpointState state, EventType... types) {
        var id = UUID.randomUUID();
        query(
                """
                INSERT INTO endpoint (id, merchant, url, description, event_types, ordered, state, created_at)
                VALUES ($1, $2, 'https://hooks.shop.com/', '', $3, false, $4, now())
                """,
                Tuple.of(
                        id,
                        merchant.value(),
                        Arrays.stream(types).map(Enum::name).toArray(String[]::new),
                        state.name()));
        return id;
    }

    void apply(PublishedEvent... events) {
        applying(events).await().indefinitely();
    }

    Uni<Void> applying(PublishedEvent... events) {
        return pool.withTransaction(tx -> apply(tx, events));
    }

    Uni<Void> apply(SqlConnection tx, PublishedEvent... events) {
        return readModel.apply(tx, List.of(events)).chain(changes -> intake.follow(tx, changes.events()));
    }

    Pool pool() {
        return pool;
    }

    List<Row> query(String sql, Tuple values) {
        return StreamSupport.stream(
                        pool.preparedQuery(sql)
                                .execute(values)
                                .await()
                                .indefinitely()
                                .spliterator(),
                        false)
                .toList();
    }

    List<Row> query(String sql) {
        return query(sql, Tuple.tuple());
    }

    @Override
    public void close() {
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
    }
}
