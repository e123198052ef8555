package io.amser.eventlog.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.devstack.server.Database;
import io.amser.eventlog.PublishedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** A service's tables that hold whatever was applied, as often as it was; some events it cannot bear. */
final class Ledger implements Projection, AutoCloseable {
    private static final String MIGRATION = "/db/event-log/V2026.11.21.0__log_offset.sql";
    private static final String TABLES = """
            CREATE TABLE applied (place SERIAL, record TEXT CHECK (record <> 'forbidden'));
            CREATE TABLE poisoned (subscription TEXT, module TEXT, reason TEXT);
            """;

    private final Vertx vertx = Vertx.vertx();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Set<String> confusing = ConcurrentHashMap.newKeySet();
    private final Pool pool;

    Ledger(Database database) {
        createTables(database);
        var options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        this.pool = PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(4))
                .using(vertx)
                .build();
    }

    static void createTables(Database database) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var migration = Objects.requireNonNull(Ledger.class.getResourceAsStream(MIGRATION))) {
            statement.execute(new String(migration.readAllBytes(), UTF_8));
            statement.execute(TABLES);
        } catch (SQLException e) {
            throw new IllegalStateException("The tables cannot be created", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Pool pool() {
        return pool;
    }

    /** A record that breaks a constraint of the database. */
    void forbid(PublishedEvent event) {
        forbidden.add(event.recordId());
    }

    /** A record that the code cannot handle. */
    void confuseBy(PublishedEvent event) {
        confusing.add(event.recordId());
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PublishedEvent> events) {
        var ids = events.stream().map(PublishedEvent::recordId).toList();
        ids.stream().filter(confusing::contains).findFirst().ifPresent(id -> {
            throw new IllegalStateException("Nobody has foreseen " + id);
        });
        return enter(
                tx,
                ids.stream()
                        .map(id -> forbidden.contains(id) ? "forbidden" : id)
                        .toList());
    }

    static Uni<Void> enter(SqlConnection tx, List<String> records) {
        return tx.preparedQuery("INSERT INTO applied (record) SELECT UNNEST($1::TEXT[])")
                .execute(Tuple.of(records.toArray(String[]::new)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> poisoned(SqlConnection tx, Poison poison) {
        return tx.preparedQuery("INSERT INTO poisoned VALUES ($1, $2, $3)")
                .execute(Tuple.of(
                        poison.subscription().map(Object::toString).orElse(""),
                        poison.module().map(Object::toString).orElse(""),
                        poison.reason()))
                .replaceWithVoid();
    }

    /** What was applied, in that order. */
    List<String> applied() {
        return column("SELECT record FROM applied ORDER BY place");
    }

    List<String> poisonedSubscriptions() {
        return column("SELECT subscription FROM poisoned");
    }

    private List<String> column(String sql) {
        return column(pool, sql);
    }

    static List<String> column(Pool pool, String sql) {
        var rows = pool.query(sql).execute().await().indefinitely();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    @Override
    public void close() {
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
    }
}
