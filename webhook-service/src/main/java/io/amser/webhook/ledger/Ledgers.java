package io.amser.webhook.ledger;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The SQL about ledgers. */
public final class Ledgers {
    /** Locked in one order by everybody, so that no two transactions wait for each other. */
    private static final String ADD = """
            INSERT INTO ledger AS l (endpoint, accepted, delivered, exhausted, filtered, dropped, cancelled)
            SELECT *
              FROM UNNEST($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                          $7::bigint[]) AS e (endpoint)
             ORDER BY endpoint
                ON CONFLICT (endpoint) DO UPDATE
               SET (accepted, delivered, exhausted, filtered, dropped, cancelled) =
                   (l.accepted + EXCLUDED.accepted, l.delivered + EXCLUDED.delivered,
                    l.exhausted + EXCLUDED.exhausted, l.filtered + EXCLUDED.filtered, l.dropped + EXCLUDED.dropped,
                    l.cancelled + EXCLUDED.cancelled)
            """;

    /** What is done and what waits, as one moment knows it. */
    private static final String OF = """
            SELECT l.*, waiting.*
              FROM ledger l
             CROSS JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE NOT d.parked) AS pending, count(*) FILTER (WHERE d.parked) AS parked
                     FROM pending_delivery d
                    WHERE d.endpoint = l.endpoint) waiting
             WHERE l.endpoint = ANY ($1::uuid[])
            """;

    /** As one moment knows it. */
    private static final String SUM = """
            SELECT coalesce(sum(accepted), 0)::bigint AS accepted, coalesce(sum(delivered), 0)::bigint AS delivered,
                   coalesce(sum(exhausted), 0)::bigint AS exhausted, coalesce(sum(filtered), 0)::bigint AS filtered,
                   coalesce(sum(dropped), 0)::bigint AS dropped, coalesce(sum(cancelled), 0)::bigint AS cancelled,
                   coalesce(sum(pending), 0)::bigint AS pending, coalesce(sum(parked), 0)::bigint AS parked,
                   count(*) FILTER (WHERE accepted <> delivered + exhausted + filtered + dropped + cancelled
                                                      + coalesce(pending, 0) + coalesce(parked, 0)) AS wrong
              FROM ledger
              LEFT JOIN (SELECT endpoint, count(*) FILTER (WHERE NOT d.parked) AS pending,
                                count(*) FILTER (WHERE d.parked) AS parked
                           FROM pending_delivery d
                          GROUP BY endpoint) waiting USING (endpoint)
            """;

    /** At most one entry per endpoint. */
    public Uni<Void> add(SqlConnection tx, Collection<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = ColumnArrays.of(entries)
                .ids(LedgerEntry::endpoint)
                .longs(LedgerEntry::accepted)
                .longs(LedgerEntry::delivered)
                .longs(LedgerEntry::exhausted)
                .longs(LedgerEntry::filtered)
                .longs(LedgerEntry::dropped)
                .longs(LedgerEntry::cancelled);
        return tx.preparedQuery(ADD).execute(rows.tuple()).replaceWithVoid();
    }

    /** Those of these endpoints that have one: who was never offered anything may have none. */
    public Uni<Map<UUID, Ledger>> of(SqlClient database, Collection<UUID> endpoints) {
        return database.preparedQuery(OF)
                .execute(Tuple.of(endpoints.toArray(UUID[]::new)))
                .map(rows -> rows.stream()
                        .collect(Collectors.toUnmodifiableMap(row -> row.getUUID("endpoint"), Ledgers::ledger)));
    }

    Uni<LedgerSum> sum(SqlClient database) {
        return database.query(SUM)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new LedgerSum(ledger(row), row.getLong("wrong")));
    }

    private static Ledger ledger(Row row) {
        return new Ledger(
                row.getLong("accepted"),
                row.getLong("delivered"),
                row.getLong("exhausted"),
                row.getLong("filtered"),
                row.getLong("dropped"),
                row.getLong("cancelled"),
                row.getLong("pending"),
                row.getLong("parked"));
    }
}
