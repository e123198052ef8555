package io.amser.webhook.replay;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.webhook.replay.ReplayedEvents.Listed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The SQL about the deliveries that replays have made. */
final class ReplayedDeliveries {
    /** Of no subscription: what happens now does not wait for them. What the chain has to be sure of first awaits it, as ever. */
    private static final String ADD = """
            INSERT INTO pending_delivery (endpoint, replay, created_at, parked, event_id, event_day, due_at, awaits, block)
            SELECT $3, $4, $5::timestamptz, false, e.id, e.day,
                   CASE WHEN told.block IS NULL THEN $5::timestamptz ELSE 'infinity' END,
                   CASE WHEN told.block IS NOT NULL THEN n.at END, told.block
              FROM UNNEST($1::text[], $2::text[]) AS d (id, day)
              JOIN event e ON e.id = d.id AND e.day = d.day::date
              JOIN endpoint n ON n.id = $3
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN n.at <> 'SEEN'
                               THEN (convert_from(e.body, 'UTF8')::json #>> '{data,block_number}')::bigint
                          END AS block) told
            """;

    private static final String WAITING = """
            SELECT count(*) FILTER (WHERE attempts = 0) AS new, count(*) AS all
              FROM pending_delivery
             WHERE replay = $1
            """;

    /** What somebody has taken may be under way: it counts as an attempt, though nobody will write down how it ended. */
    private static final String CANCEL = """
            WITH gone AS (
                 DELETE FROM pending_delivery
                  WHERE replay = $1
                 RETURNING *)
            INSERT INTO finished_delivery (id, endpoint, event_day, event_id, outcome, attempts, created_at, finished_at)
            SELECT id, endpoint, event_day, event_id, 'CANCELLED', attempts + (leased_until IS NOT NULL)::int, created_at,
                   $2::timestamptz
              FROM gone
            """;

    /** How many wait for their first attempt, and how many for any. */
    record Waiting(long first, long all) {}

    /** Due at once, but for what awaits the word of the chain. */
    Uni<Void> add(SqlConnection tx, Replay replay, List<Listed> events, Instant now) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = ColumnArrays.of(events)
                .text(Listed::id)
                .text(Listed::day)
                .tuple()
                .addUUID(replay.endpoint())
                .addUUID(replay.id())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ADD).execute(rows).replaceWithVoid();
    }

    Uni<Waiting> waiting(SqlConnection tx, UUID replay) {
        return tx.preparedQuery(WAITING)
                .execute(Tuple.of(replay))
                .map(rows -> rows.iterator().next())
                .map(row -> new Waiting(row.getLong("new"), row.getLong("all")));
    }

    /** Ends those that are not done, and tells how many that were; what is under way counts as ended too. */
    Uni<Integer> cancel(SqlConnection tx, UUID replay, Instant now) {
        return tx.preparedQuery(CANCEL)
                .execute(Tuple.of(replay, now.atOffset(ZoneOffset.UTC)))
                .map(RowSet::rowCount);
    }
}
