package io.amser.webhook;

import io.amser.devstack.server.Database;
import io.amser.devstack.server.TestServers;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;

/** An empty database of the service, without the service. */
public final class WebhookDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 6;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    public WebhookDatabase() {
        var database = TestServers.freshDatabase("webhook", WebhookDatabase::createTables);
        var options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        this.pool = PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .using(vertx)
                .build();
    }

    private static void createTables(Database empty) {
        Flyway.configure()
                .dataSource(empty.jdbcUrl(), empty.user(), empty.password())
                .locations("db/event-log", "db/readmodel", "db/webhook")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    public Vertx vertx() {
        return vertx;
    }

    public Pool pool() {
        return pool;
    }

    public List<Row> query(String sql, Tuple values) {
        var rows = pool.preparedQuery(sql).execute(values).await().indefinitely();
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    public List<Row> query(String sql) {
        return query(sql, Tuple.tuple());
    }

    @Override
    public void close() {
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
    }
}
