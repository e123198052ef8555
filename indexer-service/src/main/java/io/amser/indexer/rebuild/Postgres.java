package io.amser.indexer.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The databases that this program is connected to, waited for by the one thread that compares. */
final class Postgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** One event loop for all: a cursor that is read from another loop than its connection's may answer before it knows it. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final List<Pool> pools = new ArrayList<>();

    Pool connect(DatabaseAddress database) {
        return connect(database.options());
    }

    Pool connect(PgConnectOptions options) {
        var pool = PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(1))
                .using(vertx)
                .build();
        pools.add(pool);
        return pool;
    }

    static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }

    /** @throws CannotCompare if the database refuses or cannot be reached */
    static <T> T await(Uni<T> answer, DatabaseAddress database) {
        try {
            return await(answer);
        } catch (PgException e) {
            throw new CannotCompare("The database " + database + " refuses: " + e.getErrorMessage() + ".", e);
        } catch (RuntimeException e) {
            throw CannotCompare.because(
                    "The database " + database + " cannot be reached: does PostgreSQL run there?", e);
        }
    }

    @Override
    public void close() {
        pools.forEach(pool -> pool.close().await().atMost(CLOSING));
        vertx.close().await().atMost(CLOSING);
    }
}
