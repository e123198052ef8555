package io.amser.eventlog.readmodel;

import io.amser.devstack.server.TestServers;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.EventId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A read model in a database of its own. */
final class StoredReadModel implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final ReadModel model = new ReadModel();
    private final Pool pool;

    StoredReadModel() {
        var database = TestServers.freshDatabase("readmodel");
        var options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        this.pool = PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(1))
                .using(vertx)
                .build();
        await(ReadModelSchema.create(pool));
    }

    Changes apply(List<PublishedEvent> batch) {
        return pool.withTransaction(tx -> model.apply(tx, batch)).await().indefinitely();
    }

    Pool pool() {
        return pool;
    }

    void clear() {
        await(pool.query("""
                        TRUNCATE history, module, plan, subscription, blocked_subscriber, token_policy, processor,
                                 allowance, incomplete
                        """).execute());
    }

    Tables tables() {
        return new Tables(
                Set.copyOf(rows("history", row -> new EventId(row.getString("event_id")), row -> 1)
                        .keySet()),
                rows("module", Modules::key, Modules::from),
                rows("plan", Plans::key, Plans::from),
                rows("subscription", Subscriptions::key, Subscriptions::from),
                rows("blocked_subscriber", BlockedSubscribers::key, BlockedSubscribers::from),
                rows("token_policy", row -> Columns.address(row, "token"), TokenPolicies::from),
                rows("processor", row -> Columns.address(row, "address"), Processors::from),
                rows("allowance", Allowances::key, Allowances::from));
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
    }

    private <K, S> Map<K, S> rows(String table, Function<Row, K> key, Function<Row, S> state) {
        var states = new HashMap<K, S>();
        for (var row : await(pool.query("SELECT * FROM " + table).execute())) {
            states.put(key.apply(row), state.apply(row));
        }
        return states;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
