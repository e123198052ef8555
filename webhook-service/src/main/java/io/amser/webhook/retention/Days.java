package io.amser.webhook.retention;

import io.amser.webhook.ledger.LedgerEntry;
import io.amser.webhook.ledger.Ledgers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The SQL about days as a whole. */
final class Days {
    /** Deliveries queue behind us while we wait for those under way, so we do not wait for long. */
    private static final String LIMIT_WAITING = "SET LOCAL lock_timeout = '3s'";

    /** What was parked for so long that its body goes is brought to nobody any more. */
    private static final String DROP_DELIVERIES = """
            WITH dropped AS (
                 DELETE FROM pending_delivery
                  WHERE event_day < $1
                 RETURNING endpoint)
            SELECT endpoint, count(*) AS deliveries
              FROM dropped
             GROUP BY endpoint
            """;

    private static final String DROP_DAYS = """
            SELECT drop_day(day)
              FROM (SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day
                      FROM pg_inherits i
                      JOIN pg_class c ON c.oid = i.inhrelid
                     WHERE i.inhparent = 'event'::regclass) kept
             WHERE day < $1
             ORDER BY day
            """;

    private static final String MAKE_DAY = "SELECT make_day($1)";

    private final Ledgers ledgers = new Ledgers();

    /** Makes the place of a day before anybody needs it, so that nobody who writes has to wait for it. */
    Uni<Void> make(Pool database, LocalDate day) {
        return inTransaction(database, tx -> run(tx, MAKE_DAY, day).replaceWithVoid());
    }

    /**
     * Forgets all days before this one. What is written off is so before any day is dropped: whoever writes into a day holds it
     * and wants the ledger, and whoever held the ledger and wanted the day would wait for them as they for it.
     */
    Uni<Void> forgetBefore(Pool database, LocalDate day) {
        return inTransaction(database, tx -> dropDeliveries(tx, day).chain(dropped -> ledgers.add(tx, dropped)))
                .chain(() ->
                        inTransaction(database, tx -> run(tx, DROP_DAYS, day).replaceWithVoid()));
    }

    private static Uni<Void> inTransaction(Pool database, Function<SqlConnection, Uni<Void>> work) {
        return database.withTransaction(tx -> tx.query(LIMIT_WAITING).execute().chain(() -> work.apply(tx)));
    }

    private static Uni<List<LedgerEntry>> dropDeliveries(SqlConnection tx, LocalDate day) {
        return run(tx, DROP_DELIVERIES, day)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> LedgerEntry.dropped(row.getUUID("endpoint"), row.getLong("deliveries")))
                        .toList());
    }

    private static Uni<RowSet<Row>> run(SqlConnection tx, String sql, LocalDate day) {
        return tx.preparedQuery(sql).execute(Tuple.of(day));
    }
}
