package io.amser.keeper.charging;

import io.amser.devstack.server.PostgresServer;
import io.amser.devstack.server.TestServers;
import io.amser.eventlog.PublishedEvent;
import io.amser.keeper.schedule.DueProjection;
import io.amser.keeper.sql.Database;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A keeper's database of a test's own, with the projection that fills it. */
public final class KeeperDatabase implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final DueProjection projection = new DueProjection();
    private final Pool pool;
    private final Database database;
    private final DataSource source;

    /** On the shared server. */
    public KeeperDatabase() {
        this(TestServers.freshDatabase("keeper", KeeperDatabase::createTables));
    }

    private KeeperDatabase(io.amser.devstack.server.Database server) {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        this.source = source;
        this.database = Database.of(source);
        this.pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(server.reactiveUrl())
                        .setUser(server.user())
                        .setPassword(server.password()))
                .with(new PoolOptions().setMaxSize(1))
                .using(vertx)
                .build();
    }

    static KeeperDatabase on(PostgresServer server) {
        var database = server.createDatabase("keeper");
        createTables(database);
        return new KeeperDatabase(database);
    }

    private static void createTables(io.amser.devstack.server.Database empty) {
        Flyway.configure()
                .dataSource(empty.jdbcUrl(), empty.user(), empty.password())
                .locations("db/readmodel", "db/keeper")
                .load()
                .migrate();
    }

    public Database database() {
        return database;
    }

    /** The way of projections to it. */
    public Pool pool() {
        return pool;
    }

    /** The same tables by connections of which the first one breaks just before it commits. */
    public DataSource failingAtTheFirstCommit() {
        var failed = new AtomicBoolean();
        return intercepted(DataSource.class, source, (_, connection) -> {
            return intercepted(Connection.class, (Connection) connection.get(), (called, result) -> {
                if (called.equals("commit") && failed.compareAndSet(false, true)) {
                    throw new SQLException("The connection broke");
                }
                return result.get();
            });
        });
    }

    void apply(List<PublishedEvent> events) {
        pool.withTransaction(tx -> projection.apply(tx, events)).await().indefinitely();
    }

    /** What a statement answers in its one column of each row, as text. */
    public List<String> ask(String sql) {
        return database.inTransaction(session -> session.query(sql, row -> row.text("answer")));
    }

    public void change(String sql) {
        database.run(session -> session.update(sql));
    }

    @Override
    public void close() {
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
    }

    /** What a call does instead of what it would. */
    private interface Interception {
        Object around(String method, Call call) throws Throwable;
    }

    private interface Call {
        Object get() throws Throwable;
    }

    private static <T> T intercepted(Class<T> type, T target, Interception interception) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> interception.around(method.getName(), () -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
