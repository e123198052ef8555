package io.amser.webhook.history;

import io.amser.protocol.Address;
import io.amser.webhook.delivery.Fault;
import io.amser.webhook.event.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The SQL about deliveries as their merchants see them, done or not. */
final class PastDeliveries {
    /** One statement: a delivery that is being finished is seen once. */
    private static final String PAGE = """
            SELECT d.*, e.type
              FROM ((SELECT id, event_day, event_id, CASE WHEN parked THEN 'PARKED' ELSE 'PENDING' END AS status,
                            created_at, CASE WHEN parked OR awaits IS NOT NULL THEN NULL ELSE due_at END AS next_attempt_at,
                            NULL::timestamptz AS finished_at
                       FROM pending_delivery
                      WHERE endpoint = $1 AND (created_at, id) < ($2, $3)
                      ORDER BY created_at DESC, id DESC
                      LIMIT $4)
                     UNION ALL
                    (SELECT id, event_day, event_id, outcome, created_at, NULL, finished_at
                       FROM finished_delivery
                      WHERE endpoint = $1 AND (created_at, id) < ($2, $3)
                      ORDER BY created_at DESC, id DESC
                      LIMIT $4)) d
              JOIN event e ON e.id = d.event_id AND e.day = d.event_day
             ORDER BY d.created_at DESC, d.id DESC
             LIMIT $4
            """;

    private static final String ATTEMPTS = """
            SELECT *
              FROM attempt
             WHERE delivery = ANY ($1::uuid[]) AND event_day = ANY ($2::date[])
             ORDER BY delivery, number
            """;

    /** The endpoint is held until the caller commits: nobody deletes or disables it before the new delivery stands there. */
    private static final String FIND = """
            SELECT d.endpoint, d.event_day, d.event_id, d.done, e.state
              FROM (SELECT endpoint, event_day, event_id, false AS done FROM pending_delivery WHERE id = $2
                     UNION ALL
                    SELECT endpoint, event_day, event_id, true FROM finished_delivery WHERE id = $2) d
              JOIN endpoint e ON e.id = d.endpoint
             WHERE e.merchant = $1 AND e.state <> 'DELETED'
               FOR SHARE OF e
            """;

    /** Of no subscription: what comes after it in order does not wait for it. */
    private static final String REPEAT = """
            INSERT INTO pending_delivery (endpoint, event_day, event_id, parked, due_at, created_at)
            VALUES ($1, $2, $3, false, $4, $4)
            RETURNING id
            """;

    /** Those that follow a place, newest first. */
    Uni<List<PastDelivery>> after(SqlClient database, UUID endpoint, Place place, int limit) {
        return database.preparedQuery(PAGE)
                .execute(Tuple.of(endpoint, place.createdAt().atOffset(ZoneOffset.UTC), place.delivery(), (long) limit))
                .map(rows -> rows.stream().map(PastDeliveries::delivery).toList());
    }

    /** The attempts of each of these, in their order. */
    Uni<Map<UUID, List<PastAttempt>>> attempts(SqlClient database, List<PastDelivery> deliveries) {
        var ids = deliveries.stream().map(PastDelivery::id).toArray(UUID[]::new);
        var days = deliveries.stream().map(PastDelivery::eventDay).distinct().toArray(LocalDate[]::new);
        return database.preparedQuery(ATTEMPTS)
                .execute(Tuple.of(ids, days))
                .map(rows -> rows.stream()
                        .map(PastDeliveries::attempt)
                        .collect(Collectors.groupingBy(PastAttempt::delivery)));
    }

    Uni<Optional<Repeatable>> find(SqlConnection tx, Address merchant, UUID delivery) {
        return tx.preparedQuery(FIND)
                .execute(Tuple.of(merchant.value(), delivery))
                .map(rows -> rows.stream()
                        .map(row -> new Repeatable(
                                row.getUUID("endpoint"),
                                row.getLocalDate("event_day"),
                                row.getString("event_id"),
                                row.getBoolean("done"),
                                row.getString("state").equals("ACTIVE")))
                        .findFirst());
    }

    /** Another delivery of the same event to the same endpoint, due at once, by its id. */
    Uni<UUID> repeat(SqlConnection tx, Repeatable past, Instant now) {
        return tx.preparedQuery(REPEAT)
                .execute(Tuple.of(past.endpoint(), past.eventDay(), past.event(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    private static PastDelivery delivery(Row row) {
        return new PastDelivery(
                row.getUUID("id"),
                row.getLocalDate("event_day"),
                row.getString("event_id"),
                EventType.valueOf(row.getString("type")),
                row.getString("status"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("next_attempt_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime("finished_at")).map(OffsetDateTime::toInstant));
    }

    private static PastAttempt attempt(Row row) {
        return new PastAttempt(
                row.getUUID("delivery"),
                row.getInteger("number"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("ended_at").toInstant(),
                Optional.ofNullable(row.getString("fault")).map(Fault::valueOf).map(Fault::apiName),
                Optional.ofNullable(row.getInteger("status")),
                json(row, "request"),
                json(row, "response"),
                Optional.ofNullable(row.getBuffer("answer"))
                        .map(io.vertx.mutiny.core.buffer.Buffer::getDelegate)
                        .orElseGet(Buffer::buffer));
    }

    private static JsonObject json(Row row, String column) {
        return row.getJson(column) instanceof JsonObject json ? json : new JsonObject();
    }
}
