package io.amser.webhook.replay;

import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.amser.webhook.event.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The SQL about replays; in the order of locks it comes after endpoints. */
public final class Replays {
    /** The endpoint is held: nobody else makes one for it in between. */
    private static final String ADD = """
            INSERT INTO replay (id, merchant, endpoint, since, until, event_types, state, place, last, total, replayed,
                                skipped, created_at, moved_at)
            SELECT $1, $2, $3, $4, $5, $6::text[], 'RUNNING', 0, $7, $8, 0, 0, $9, $9
             WHERE NOT EXISTS (SELECT FROM replay WHERE endpoint = $3 AND state IN ('RUNNING', 'PAUSED'))
            """;

    private static final String FORGET = """
            DELETE FROM replay
             WHERE endpoint = $1 AND finished_at < $2
            """;

    private static final String OF = """
            SELECT r.*, (SELECT count(*) FROM pending_delivery d WHERE d.replay = r.id) AS pending
              FROM replay r
             WHERE r.merchant = $1 AND\s""";

    private static final String FIND = OF + "r.id = $2";

    private static final String OF_ENDPOINT = OF + """
            r.endpoint = $2
             ORDER BY r.created_at DESC, r.id
             LIMIT 100
            """;

    /** Held until the caller commits: no step is made of it in between. */
    private static final String HOLD = FIND + " FOR UPDATE OF r";

    /** Those of which the next step may be made, who waits longest first. */
    private static final String NEXT = """
            SELECT r.id, r.merchant, r.endpoint
              FROM replay r
              JOIN endpoint e ON e.id = r.endpoint AND e.state = 'ACTIVE'
             WHERE r.state = 'RUNNING'
               AND (SELECT count(*) FROM pending_delivery d WHERE d.replay = r.id AND d.attempts = 0) <= $1
               AND (SELECT count(*) FROM pending_delivery d WHERE d.replay = r.id) <= $2
             ORDER BY r.moved_at
             LIMIT $3
            """;

    private static final String MOVE = """
            UPDATE replay
               SET place = $2, replayed = replayed + $3, skipped = skipped + $4, moved_at = $5
             WHERE id = $1
            """;

    private static final String POSTPONE = """
            UPDATE replay
               SET moved_at = $2
             WHERE id = $1
            """;

    private static final String CHANGE = """
            UPDATE replay
               SET state = $2, finished_at = $3
             WHERE id = $1
            """;

    private static final String CANCEL_ALL_OF = """
            UPDATE replay
               SET state = 'CANCELLED', finished_at = $2
             WHERE endpoint = $1 AND state IN ('RUNNING', 'PAUSED')
            """;

    /** A replay of which a step may be made. */
    record Due(UUID id, Address merchant, UUID endpoint) {}

    /** Tells whether there was room for one more. */
    Uni<Boolean> add(SqlConnection tx, Replay replay) {
        var row = Tuple.tuple()
                .addUUID(replay.id())
                .addString(replay.merchant().value())
                .addUUID(replay.endpoint())
                .addOffsetDateTime(at(replay.wish().since()))
                .addOffsetDateTime(at(replay.wish().until()))
                .addArrayOfString(
                        replay.wish().types().stream().map(Enum::name).sorted().toArray(String[]::new))
                .addLong(replay.last())
                .addLong(replay.total())
                .addOffsetDateTime(at(replay.createdAt()));
        return tx.preparedQuery(FORGET)
                .execute(Tuple.of(replay.endpoint(), at(replay.createdAt().minus(ReplayForm.KEPT))))
                .chain(() -> tx.preparedQuery(ADD).execute(row))
                .map(added -> added.rowCount() == 1);
    }

    Uni<Optional<Replay>> find(SqlClient database, Address merchant, UUID id) {
        return one(database, FIND, merchant, id);
    }

    /** As {@code find}, and nobody else changes it before the caller commits. */
    Uni<Optional<Replay>> hold(SqlConnection tx, Address merchant, UUID id) {
        return one(tx, HOLD, merchant, id);
    }

    /** The newest ones, newest first. */
    Uni<List<Replay>> of(SqlClient database, Address merchant, UUID endpoint) {
        return database.preparedQuery(OF_ENDPOINT)
                .execute(Tuple.of(merchant.value(), endpoint))
                .map(rows -> rows.stream().map(Replays::from).toList());
    }

    /** Those of active endpoints of which at most {@code first} and {@code all} deliveries wait for a first or for any attempt. */
    Uni<List<Due>> next(SqlClient database, int first, int all, int limit) {
        return database.preparedQuery(NEXT)
                .execute(Tuple.of((long) first, (long) all, (long) limit))
                .map(rows -> rows.stream()
                        .map(row ->
                                new Due(row.getUUID("id"), Columns.address(row, "merchant"), row.getUUID("endpoint")))
                        .toList());
    }

    /** So many more have been made, or left out, on the way to this place. */
    Uni<Void> move(SqlConnection tx, Replay replay, long place, int replayed, int skipped, Instant now) {
        return tx.preparedQuery(MOVE)
                .execute(Tuple.of(replay.id(), place, (long) replayed, (long) skipped, at(now)))
                .replaceWithVoid();
    }

    /** Lets others go first. */
    Uni<Void> postpone(SqlClient database, UUID id, Instant now) {
        return database.preparedQuery(POSTPONE).execute(Tuple.of(id, at(now))).replaceWithVoid();
    }

    Uni<Void> change(SqlConnection tx, UUID id, ReplayState state, Instant now) {
        return tx.preparedQuery(CHANGE)
                .execute(Tuple.of(id, state.name(), state.isOver() ? at(now) : null))
                .replaceWithVoid();
    }

    /** Ends those that are not over. */
    public Uni<Void> cancelAllOf(SqlConnection tx, UUID endpoint, Instant now) {
        return tx.preparedQuery(CANCEL_ALL_OF)
                .execute(Tuple.of(endpoint, at(now)))
                .replaceWithVoid();
    }

    private static Uni<Optional<Replay>> one(SqlClient database, String sql, Address merchant, UUID id) {
        return database.preparedQuery(sql)
                .execute(Tuple.of(merchant.value(), id))
                .map(rows -> rows.stream().map(Replays::from).findFirst());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Replay from(Row row) {
        return new Replay(
                row.getUUID("id"),
                Columns.address(row, "merchant"),
                row.getUUID("endpoint"),
                new ReplayWish(
                        row.getOffsetDateTime("since").toInstant(),
                        row.getOffsetDateTime("until").toInstant(),
                        Arrays.stream(row.getArrayOfStrings("event_types"))
                                .map(EventType::valueOf)
                                .collect(Collectors.toUnmodifiableSet())),
                ReplayState.valueOf(row.getString("state")),
                row.getLong("place"),
                row.getLong("last"),
                row.getLong("total"),
                row.getLong("replayed"),
                row.getLong("skipped"),
                row.getLong("pending"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("finished_at")).map(OffsetDateTime::toInstant));
    }
}
