package io.amser.keeper.charging;

import io.amser.eventlog.PublishedEvent;
import io.amser.keeper.schedule.DueProjection;
import io.amser.keeper.sql.Database;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A keeper's database of a test's own, with the projection that fills it. */
final class KeeperDatabase implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final DueProjection projection = new DueProjection();
    private final Pool pool;
    private final Database database;

    KeeperDatabase(io.amser.devstack.server.Database server) {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        Flyway.configure()
                .dataSource(source)
                .locations("db/readmodel", "db/keeper")
                .load()
                .migrate();
        this.database = Database.of(source);
        this.pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(server.reactiveUrl())
                        .setUser(server.user())
                        .setPassword(server.password()))
                .with(new PoolOptions().setMaxSize(1))
                .using(vertx)
                .build();
    }

    Database database() {
        return database;
    }

    void apply(List<PublishedEvent> events) {
        pool.withTransaction(tx -> projection.apply(tx, events)).await().indefinitely();
    }

    /** What a statement answers in its one column of each row, as text. */
    List<String> ask(String sql) {
        return database.inTransaction(session -> session.query(sql, row -> row.text("answer")));
    }

    void change(String sql) {
        database.run(session -> session.update(sql));
    }

    @Override
    public void close() {
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
    }
}
