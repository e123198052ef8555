package io.amser.indexer.rebuild;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.readmodel.ReadModel;
import io.amser.eventlog.readmodel.ReadModelSchema;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;
import java.util.UUID;

/** The read model that is built anew, in a database that is gone afterwards. */
final class ScratchModel implements AutoCloseable {
    private static final String NOT_EMPTY = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    private static final String EMPTIED = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";

    private final ReadModel model = new ReadModel();
    private final Pool pool;
    private final Runnable removal;
    private final Thread onExit;
    private long events;

    private ScratchModel(Pool pool, Runnable removal) {
        this.pool = pool;
        this.removal = removal;
        this.onExit = new Thread(removal, "remove the scratch database");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** In a new database on the server of the live one. */
    static ScratchModel beside(DatabaseAddress live, Postgres postgres) {
        var name = "amser_reindex_" + UUID.randomUUID().toString().replace("-", "");
        var server = postgres.connect(live);
        Postgres.await(server.query("CREATE DATABASE " + name).execute(), live);
        var scratch = live.named(name);
        return create(
                scratch,
                postgres,
                () -> Postgres.await(server.query("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
                        .execute()));
    }

    /** In a database that is there for this and has to be empty. */
    static ScratchModel in(DatabaseAddress scratch, Postgres postgres) {
        var pool = postgres.connect(scratch);
        var tables = Postgres.await(pool.query(NOT_EMPTY).execute(), scratch);
        if (tables.iterator().next().getLong(0) > 0) {
            throw new CannotCompare("The database " + scratch
                    + " has tables: name an empty one, or none to have one made for the time of the comparison.");
        }
        return create(
                scratch, postgres, () -> Postgres.await(pool.query(EMPTIED).execute()));
    }

    /** Nothing here has to outlive a crash. */
    private static ScratchModel create(DatabaseAddress scratch, Postgres postgres, Runnable removal) {
        var pool = postgres.connect(scratch.options().addProperty("synchronous_commit", "off"));
        var model = new ScratchModel(pool, removal);
        Postgres.await(ReadModelSchema.create(pool), scratch);
        return model;
    }

    void apply(List<PublishedEvent> batch) {
        if (!batch.isEmpty()) {
            Postgres.await(pool.withTransaction(tx -> model.apply(tx, batch)));
            events += batch.size();
        }
    }

    /** How many events were folded. */
    long events() {
        return events;
    }

    Pool pool() {
        return pool;
    }

    /** Whoever interrupts the program leaves nothing behind either. */
    @Override
    public void close() {
        removal.run();
        Runtime.getRuntime().removeShutdownHook(onExit);
    }
}
