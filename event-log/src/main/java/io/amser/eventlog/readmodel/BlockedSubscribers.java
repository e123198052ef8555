package io.amser.eventlog.readmodel;

import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriberKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.Collection;
import java.util.Map;
import java.util.Map.Entry;

/** The SQL about wallets that a merchant blocks: a wallet stands in the table, since when, as long as it is blocked. */
public final class BlockedSubscribers implements Table<SubscriberKey, ChainTime> {
    private static final String LOAD = """
            SELECT b.*
              FROM UNNEST($1::text[], $2::text[]) AS k (module, subscriber)
              JOIN blocked_subscriber b USING (module, subscriber)
            """;

    private static final String STORE = """
            INSERT INTO blocked_subscriber (module, subscriber, blocked_at)
            SELECT * FROM UNNEST($1::text[], $2::text[], $3::bigint[])
                ON CONFLICT (module, subscriber) DO UPDATE
               SET blocked_at = EXCLUDED.blocked_at
            """;

    private static final String DELETE = """
            DELETE FROM blocked_subscriber b
             USING UNNEST($1::text[], $2::text[]) AS k (module, subscriber)
             WHERE (b.module, b.subscriber) = (k.module, k.subscriber)
            """;

    @Override
    public Uni<Map<SubscriberKey, ChainTime>> load(SqlClient db, Collection<SubscriberKey> keys) {
        return Statements.read(db, LOAD, columns(keys), BlockedSubscribers::key, BlockedSubscribers::from);
    }

    @Override
    public Uni<Void> store(SqlClient tx, Map<SubscriberKey, ChainTime> states) {
        var rows = ColumnArrays.of(states.entrySet())
                .text(entry -> entry.getKey().module())
                .text(entry -> entry.getKey().subscriber())
                .times(Entry::getValue);
        return Statements.write(tx, STORE, rows);
    }

    @Override
    public Uni<Void> delete(SqlClient tx, Collection<SubscriberKey> keys) {
        return Statements.write(tx, DELETE, columns(keys));
    }

    public static SubscriberKey key(Row row) {
        return new SubscriberKey(Columns.address(row, "module"), Columns.address(row, "subscriber"));
    }

    public static ChainTime from(Row row) {
        return Columns.time(row, "blocked_at");
    }

    private static ColumnArrays<SubscriberKey> columns(Collection<SubscriberKey> keys) {
        return ColumnArrays.of(keys).text(SubscriberKey::module).text(SubscriberKey::subscriber);
    }
}
