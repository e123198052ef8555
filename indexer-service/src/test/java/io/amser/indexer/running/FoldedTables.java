package io.amser.indexer.running;

import io.amser.devstack.server.Database;
import io.amser.devstack.server.TestServers;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.position.LogTopic;
import io.amser.eventlog.publishing.PublishedHeads;
import io.amser.eventlog.readmodel.ReadModel;
import io.amser.eventlog.readmodel.ReadModelSchema;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** The read model of a service that has applied the whole log, and the position that it keeps beside it. */
final class FoldedTables implements AutoCloseable {
    private static final String POSITIONS = """
            CREATE TABLE log_offset (
                cluster_id  TEXT   NOT NULL,
                topic_id    TEXT   NOT NULL,
                partition   INT    NOT NULL,
                topic       TEXT   NOT NULL,
                next_offset BIGINT NOT NULL)
            """;

    private final Vertx vertx = Vertx.vertx();
    private final Database database = TestServers.freshDatabase("live");
    private final Pool pool;

    FoldedTables() {
        this.pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(database.reactiveUrl())
                        .setUser(database.user())
                        .setPassword(database.password()))
                .with(new PoolOptions().setMaxSize(1))
                .using(vertx)
                .build();
        ReadModelSchema.create(pool).await().indefinitely();
        change(POSITIONS);
    }

    Database database() {
        return database;
    }

    void apply(LocalChain local) {
        fold(local.log().records());
        var head = PublishedHeads.newest(local.kafka(), LocalChain.ID)
                .orElseThrow()
                .head();
        try (var topic = new LogTopic(Admin.create(local.kafka()))) {
            var log = topic.lookUp().await().indefinitely();
            change("DELETE FROM log_offset");
            IntStream.range(0, head.endOffsets().size())
                    .forEach(partition -> change("INSERT INTO log_offset VALUES ('%s', '%s', %d, '%s', %d)"
                            .formatted(
                                    log.clusterId(),
                                    log.topicId(),
                                    partition,
                                    log.topic(),
                                    head.endOffsets().get(partition))));
        }
    }

    private void fold(List<PublishedEvent> records) {
        pool.withTransaction(tx -> new ReadModel().apply(tx, records)).await().indefinitely();
    }

    void change(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    /** How many databases a comparison has left behind. */
    long leftovers() {
        return pool.query("SELECT count(*) FROM pg_database WHERE datname LIKE 'amser%reindex%'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public void close() {
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
    }
}
