package io.amser.webhook.delivery;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.EventId;
import io.amser.protocol.SubscriptionKey;
import io.amser.webhook.delivery.NewDelivery.Awaiting;
import io.amser.webhook.endpoint.Certainty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The SQL about deliveries that are not done. */
public final class PendingDeliveries {
    private static final String ADD = """
            INSERT INTO pending_delivery (event_day, created_at, due_at, endpoint, event_id, module, subscription_id,
                                          sequence, parked, awaits, block)
            SELECT $9::date, $10::timestamptz, CASE WHEN d.awaits IS NULL THEN $10::timestamptz ELSE 'infinity' END, d.*
              FROM UNNEST($1::uuid[], $2::text[], $3::text[], $4::numeric[], $5::bigint[], $6::boolean[], $7::text[],
                          $8::bigint[])
                   AS d (endpoint, event_id, module, subscription_id, sequence, parked, awaits, block)
            """;

    /** What is told for the first time. */
    static final String NEWS = "attempts = 0 AND replay IS NULL";

    /** What has failed before. */
    static final String RETRIES = "attempts > 0";

    /** What a replay wants to be told once more. */
    static final String REPLAYED = "attempts = 0 AND replay IS NOT NULL";

    /** The oldest first, and of those that come after others of their subscription none where the endpoint wants them in order. */
    private static final String FREE = """
            SELECT due.id, due.endpoint
              FROM pending_delivery due
             WHERE due.endpoint = room.endpoint AND NOT due.parked AND due.due_at <= $4 AND %s
               AND (due.leased_until IS NULL OR due.leased_until <= $4)
               AND (room.probe IS NULL OR due.event_id = room.probe)
               AND NOT (room.ordered
                        AND EXISTS (SELECT
                                      FROM pending_delivery before
                                     WHERE before.endpoint = due.endpoint
                                       AND before.module = due.module
                                       AND before.subscription_id = due.subscription_id
                                       AND before.sequence < due.sequence))
             ORDER BY due.due_at
            """;

    /**
     * While an endpoint is probed, its probe alone goes out. What is replayed gets what later attempts leave of their room. Who takes a delivery has it until the lease ends, and nobody waits
     * for whoever takes others.
     */
    private static final String CLAIM =
            """
            WITH room AS (
                 SELECT room.*, e.ordered, e.probe
                   FROM UNNEST($1::uuid[], $2::int[], $3::int[]) AS room (endpoint, firsts, laters)
                   JOIN endpoint e ON e.id = room.endpoint AND e.state IN ('ACTIVE', 'PROBING')),
                 news AS (
                 SELECT d.id
                   FROM room
                  CROSS JOIN LATERAL (
                        %s
                         LIMIT room.firsts
                           FOR UPDATE OF due SKIP LOCKED) d),
                 retry AS (
                 SELECT d.id, d.endpoint
                   FROM room
                  CROSS JOIN LATERAL (
                        %s
                         LIMIT room.laters
                           FOR UPDATE OF due SKIP LOCKED) d),
                 replayed AS (
                 SELECT d.id
                   FROM room
                  CROSS JOIN LATERAL (
                        %s
                         LIMIT room.laters - (SELECT count(*) FROM retry WHERE retry.endpoint = room.endpoint)
                           FOR UPDATE OF due SKIP LOCKED) d)
            UPDATE pending_delivery p
               SET leased_until = $5, fence = p.fence + 1
              FROM (SELECT id FROM news UNION ALL SELECT id FROM retry UNION ALL SELECT id FROM replayed) picked, event
             WHERE p.id = picked.id AND event.id = p.event_id AND event.day = p.event_day
            RETURNING p.id, p.fence, p.endpoint, p.event_id, p.event_day, p.attempts, p.first_attempt_at, p.replay,
                      event.body
            """.formatted(FREE.formatted(NEWS), FREE.formatted(RETRIES), FREE.formatted(REPLAYED));

    private static final String HAND_BACK = """
            UPDATE pending_delivery p
               SET leased_until = NULL
              FROM UNNEST($1::uuid[], $2::bigint[]) AS c (id, fence)
             WHERE p.id = c.id AND p.fence = c.fence
            """;

    /** Of every disabled endpoint so many: no transaction holds many rows for long, and what is left is found by the next one. */
    private static final String PARK = """
            WITH picked AS MATERIALIZED (
                 SELECT d.id
                   FROM endpoint e
                  CROSS JOIN LATERAL (
                        SELECT waiting.id
                          FROM pending_delivery waiting
                         WHERE waiting.endpoint = e.id AND NOT waiting.parked AND %s
                         LIMIT $1
                           FOR UPDATE SKIP LOCKED) d
                  WHERE e.state = 'DISABLED')
            UPDATE pending_delivery p
               SET parked = true
              FROM picked
             WHERE p.id = picked.id
            """;

    private static final String PARK_FIRST = PARK.formatted("waiting.attempts = 0");

    private static final String PARK_LATER = PARK.formatted("waiting.attempts > 0");

    /** Of every active endpoint so many, the oldest first; each keeps the attempts that it has had, and its time. */
    private static final String UNPARK = """
            WITH picked AS MATERIALIZED (
                 SELECT d.id
                   FROM endpoint e
                  CROSS JOIN LATERAL (
                        SELECT waiting.id
                          FROM pending_delivery waiting
                         WHERE waiting.endpoint = e.id AND waiting.parked
                         ORDER BY waiting.due_at
                         LIMIT $1
                           FOR UPDATE SKIP LOCKED) d
                  WHERE e.state = 'ACTIVE')
            UPDATE pending_delivery p
               SET parked = false
              FROM picked
             WHERE p.id = picked.id
            """;

    /** The oldest blocks first. */
    private static final String RELEASE = """
            UPDATE pending_delivery
               SET (awaits, block, due_at) = (NULL, NULL, $3::timestamptz)
             WHERE id IN (SELECT id
                            FROM pending_delivery
                           WHERE awaits = $1 AND block <= $2
                           ORDER BY block
                           LIMIT $4
                             FOR UPDATE SKIP LOCKED)
            """;

    private static final String AWAIT = """
            UPDATE pending_delivery
               SET awaits = $2
             WHERE endpoint = $1 AND awaits IS NOT NULL
            """;

    private static final String AWAIT_NOTHING = """
            UPDATE pending_delivery
               SET (awaits, block, due_at) = (NULL, NULL, $2::timestamptz)
             WHERE endpoint = $1 AND awaits IS NOT NULL
            """;

    private static final String CANCEL_AWAITING = """
            WITH gone AS (
                 DELETE FROM pending_delivery
                  WHERE event_id = ANY ($1::text[]) AND awaits IS NOT NULL
                 RETURNING *),
                 kept AS (
                 INSERT INTO finished_delivery (id, endpoint, event_day, event_id, outcome, attempts, created_at, finished_at)
                 SELECT id, endpoint, event_day, event_id, 'CANCELLED', attempts, created_at, $2::timestamptz
                   FROM gone)
            SELECT endpoint, count(*) AS deliveries
              FROM gone
             GROUP BY endpoint
            """;

    private static final String CANCEL = """
            WITH gone AS (
                 DELETE FROM pending_delivery
                  WHERE endpoint = $1
                 RETURNING *)
            INSERT INTO finished_delivery (id, endpoint, event_day, event_id, outcome, attempts, created_at, finished_at)
            SELECT id, endpoint, event_day, event_id, 'CANCELLED', attempts, created_at, $2::timestamptz
              FROM gone
            """;

    /** Due at once, but for what awaits the word of the chain. */
    public Uni<Void> add(SqlConnection tx, Collection<NewDelivery> deliveries, LocalDate eventDay, Instant now) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = ColumnArrays.of(deliveries)
                .ids(NewDelivery::endpoint)
                .text(NewDelivery::event)
                .text(delivery ->
                        delivery.subscription().map(SubscriptionKey::module).orElse(null))
                .numbers(delivery -> delivery.subscription()
                        .map(subscription -> subscription.id().value())
                        .orElse(null))
                .longs(NewDelivery::sequence)
                .flags(NewDelivery::parked)
                .text(delivery -> delivery.awaiting()
                        .map(Awaiting::certainty)
                        .map(Enum::name)
                        .orElse(null))
                .longs(delivery -> delivery.awaiting()
                        .map(Awaiting::block)
                        .map(BlockNumber::value)
                        .orElse(null))
                .tuple()
                .addLocalDate(eventDay)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ADD).execute(rows).replaceWithVoid();
    }

    /**
     * Lets what is for disabled endpoints wait until they are enabled again, though what is under way may still arrive, and
     * what is for active ones wait no more: of each endpoint {@code most} deliveries. Tells how many that were.
     */
    public Uni<Integer> followStates(SqlClient database, int most) {
        return moved(database, PARK_FIRST, most)
                .chain(parked -> moved(database, PARK_LATER, most).map(more -> parked + more))
                .chain(parked -> moved(database, UNPARK, most).map(free -> parked + free));
    }

    /** Lets go what has awaited that the chain is so sure of a block; tells how much that was, {@code most} at once. */
    public Uni<Integer> release(SqlClient database, Certainty certainty, BlockNumber upTo, Instant now, int most) {
        return database.preparedQuery(RELEASE)
                .execute(Tuple.of(certainty.name(), upTo.value(), now.atOffset(ZoneOffset.UTC), (long) most))
                .map(RowSet::rowCount);
    }

    /** Lets what awaits the word of the chain for this endpoint await this one from now on. */
    public Uni<Void> await(SqlConnection tx, UUID endpoint, Certainty certainty, Instant now) {
        var changed = certainty == Certainty.SEEN
                ? tx.preparedQuery(AWAIT_NOTHING).execute(Tuple.of(endpoint, now.atOffset(ZoneOffset.UTC)))
                : tx.preparedQuery(AWAIT).execute(Tuple.of(endpoint, certainty.name()));
        return changed.replaceWithVoid();
    }

    /** Ends what still awaits the word of the chain about these, and tells how many deliveries of each endpoint that were. */
    public Uni<Map<UUID, Long>> cancelAwaiting(SqlConnection tx, Collection<EventId> events, Instant now) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var ids = events.stream().map(EventId::value).toArray(String[]::new);
        return tx.preparedQuery(CANCEL_AWAITING)
                .execute(Tuple.of(ids, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.getUUID("endpoint"), row -> row.getLong("deliveries"))));
    }

    private static Uni<Integer> moved(SqlClient database, String sql, int most) {
        return database.preparedQuery(sql).execute(Tuple.of((long) most)).map(RowSet::rowCount);
    }

    /** Ends everything that waits for an endpoint, and tells how much that was; what is under way counts as ended too. */
    public Uni<Integer> cancel(SqlConnection tx, UUID endpoint, Instant now) {
        return tx.preparedQuery(CANCEL)
                .execute(Tuple.of(endpoint, now.atOffset(ZoneOffset.UTC)))
                .map(RowSet::rowCount);
    }

    /** Frees what was claimed and not attempted, as far as it is still ours. */
    Uni<Void> handBack(SqlClient database, List<Claim> claims) {
        if (claims.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = ColumnArrays.of(claims).ids(Claim::delivery).longs(Claim::fence);
        return database.preparedQuery(HAND_BACK).execute(values.tuple()).replaceWithVoid();
    }

    /** Takes what is due and fits into these rooms. */
    public Uni<List<Claim>> claim(SqlClient database, List<Room> rooms, Instant now, Duration lease) {
        if (rooms.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var values = ColumnArrays.of(rooms)
                .ids(Room::endpoint)
                .ints(Room::firsts)
                .ints(Room::laters)
                .tuple()
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.plus(lease).atOffset(ZoneOffset.UTC));
        return database.preparedQuery(CLAIM)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PendingDeliveries::claim)
                        .toList());
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.getUUID("id"),
                row.getLong("fence"),
                row.getUUID("endpoint"),
                new EventId(row.getString("event_id")),
                row.getLocalDate("event_day"),
                row.getInteger("attempts"),
                Optional.ofNullable(row.getOffsetDateTime("first_attempt_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getUUID("replay")),
                row.getBuffer("body").getDelegate());
    }
}
