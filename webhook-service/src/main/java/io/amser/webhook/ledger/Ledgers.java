package io.amser.webhook.ledger;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;

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
}
