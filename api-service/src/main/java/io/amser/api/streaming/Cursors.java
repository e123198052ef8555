package io.amser.api.streaming;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Reads the rows of a query in chunks, each when it is asked for; PostgreSQL keeps the cursor open inside a transaction.
 *
 * <p>The connections are a pool of their own, so that callers who read slowly keep nobody else waiting.
 */
@ApplicationScoped
class Cursors {
    private static final int CHUNK = 500;

    private final Pool db;

    Cursors(@ReactiveDataSource("lists") Pool db) {
        this.db = db;
    }

    Multi<RowSet<Row>> chunks(String sql, Tuple arguments) {
        return Multi.createFrom()
                .resourceFromUni(() -> open(sql, arguments), Cursors::read)
                .withFinalizer(OpenCursor::close);
    }

    private Uni<OpenCursor> open(String sql, Tuple arguments) {
        return db.getConnection()
                .chain(connection -> connection
                        .begin()
                        .chain(() -> connection.prepare(sql))
                        .map(statement -> new OpenCursor(connection, statement.cursor(arguments), eventLoop()))
                        .onFailure()
                        .call(connection::close));
    }

    private static Executor eventLoop() {
        return Optional.ofNullable(Vertx.currentContext())
                .map(MutinyHelper::executor)
                .orElse(Runnable::run);
    }

    /** Looks at the cursor in a turn of its own: rows may come before the cursor itself knows that it was read. */
    private static Multi<RowSet<Row>> read(OpenCursor open) {
        return Multi.createBy()
                .repeating()
                .uni(() -> open.cursor().read(CHUNK).emitOn(open.eventLoop()))
                .whilst(_ -> open.cursor().hasMore())
                .filter(rows -> rows.size() > 0);
    }

    /** A cursor and the connection that it lives in; nothing was written, so the transaction may simply end. */
    private record OpenCursor(SqlConnection connection, Cursor cursor, Executor eventLoop) {

        Uni<Void> close() {
            return cursor.close()
                    .onItemOrFailure()
                    .transformToUni((_, _) -> connection.transaction().rollback())
                    .onItemOrFailure()
                    .transformToUni((_, _) -> connection.close());
        }
    }
}
