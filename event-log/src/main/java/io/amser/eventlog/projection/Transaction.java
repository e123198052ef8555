package io.amser.eventlog.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/** A database transaction that survives the failure of a statement, which the client's own does not: it needs savepoints. */
public final class Transaction {
    /** A replica that froze in the middle must not hold its rows for ever, nor make its successor wait without end. */
    private static final String BEGIN = """
            BEGIN;
            SET LOCAL idle_in_transaction_session_timeout = '30s';
            SET LOCAL lock_timeout = '10s'
            """;

    /** In a transaction that a failed statement has spoilt COMMIT rolls back without a word; the statement before it complains. */
    private static final String COMMIT = "SELECT 1; COMMIT";

    private Transaction() {}

    public static <T> Uni<T> on(Pool database, Function<SqlConnection, Uni<T>> work) {
        return database.withConnection(tx -> execute(tx, BEGIN)
                .chain(() -> work.apply(tx))
                .call(() -> execute(tx, COMMIT))
                .onFailure()
                .call(failure -> rollBack(tx))
                .onCancellation()
                .call(() -> rollBack(tx)));
    }

    /** Without a connection there is nothing left to roll back. */
    private static Uni<Void> rollBack(SqlConnection tx) {
        return execute(tx, "ROLLBACK").onFailure().recoverWithNull();
    }

    public static Uni<Void> execute(SqlConnection tx, String sql) {
        return tx.query(sql).execute().replaceWithVoid();
    }
}
