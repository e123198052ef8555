package io.amser.webhook.announcement;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.protocol.EventId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The SQL about events that were ever taken back. */
public final class TakenBackEvents {
    private static final String TIMES = """
            SELECT event_id, times
              FROM taken_back
             WHERE event_id = ANY ($1::text[])
            """;

    private static final String STORE = """
            INSERT INTO taken_back (event_id, times)
            SELECT * FROM UNNEST($1::text[], $2::bigint[])
                ON CONFLICT (event_id) DO UPDATE
               SET times = EXCLUDED.times
            """;

    /** How often each of these was taken back; those that never were are absent. */
    public Uni<Map<EventId, Long>> times(SqlConnection tx, Collection<EventId> events) {
        var ids = events.stream().map(EventId::value).toArray(String[]::new);
        return tx.preparedQuery(TIMES).execute(Tuple.of(ids)).map(rows -> {
            var times = HashMap.<EventId, Long>newHashMap(rows.size());
            rows.forEach(row -> times.put(new EventId(row.getString("event_id")), row.getLong("times")));
            return times;
        });
    }

    /** How often each of these has been taken back by now. */
    public Uni<Void> store(SqlConnection tx, Map<EventId, Long> times) {
        if (times.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = ColumnArrays.of(times.entrySet()).text(Map.Entry::getKey).longs(Map.Entry::getValue);
        return tx.preparedQuery(STORE).execute(rows.tuple()).replaceWithVoid();
    }
}
