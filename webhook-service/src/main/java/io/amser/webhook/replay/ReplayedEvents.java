package io.amser.webhook.replay;

import io.amser.protocol.Address;
import io.amser.protocol.EventId;
import io.amser.protocol.PlanId;
import io.amser.webhook.event.EventType;
import io.amser.webhook.feed.FeedEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The SQL that finds in a merchant's list what a replay brings. */
final class ReplayedEvents {
    /** What tells that an event is gone goes with that event: whoever wants the one has to hear of the other. */
    private static final String CHOSEN = """
            created_at >= $5 AND created_at < $6
               AND (type = ANY ($7::text[])
                    OR type = 'EVENT_RETRACTED'
                       AND upper(replace(convert_from(body, 'UTF8')::json #>> '{data,retracted_type}', '.', '_'))
                           = ANY ($7::text[]))
               AND ($8::text IS NULL OR module = $8)
               AND ($9::bigint IS NULL OR plan_id = $9)
            """;

    private static final String COUNT = """
            SELECT count(*) AS events
              FROM event
             WHERE merchant = $1 AND position <= $2 AND day BETWEEN $3 AND $4 AND %s
            """.formatted(CHOSEN);

    /** The part that is looked at is bounded, not what is found in it. */
    private static final String PAGE = """
            SELECT id, day, position, coalesce(%s, false) AS chosen
              FROM event
             WHERE merchant = $1 AND position <= $2 AND day BETWEEN $3 AND $4 AND position > $10
             ORDER BY position
             LIMIT $11
            """.formatted(CHOSEN);

    private static final String LAST = """
            SELECT last
              FROM merchant_position
             WHERE merchant = $1
            """;

    /** A retraction comes after what it takes back. */
    private static final String STANDING = """
            SELECT id
              FROM event
             WHERE id = ANY ($1::text[]) AND day >= $2
            """;

    /** One event of the list. */
    record Listed(EventId id, LocalDate day, long position, boolean chosen) {}

    /** The last place of a merchant's list. */
    Uni<Long> last(SqlClient database, Address merchant) {
        return database.preparedQuery(LAST)
                .execute(Tuple.of(merchant.value()))
                .map(rows -> rows.stream()
                        .map(row -> row.getLong("last"))
                        .findFirst()
                        .orElse(0L));
    }

    /** How many events up to this place are chosen. */
    Uni<Long> count(SqlClient database, Address merchant, Choice choice, long last) {
        return database.preparedQuery(COUNT)
                .execute(values(merchant, choice, last))
                .map(rows -> rows.iterator().next().getLong("events"));
    }

    /** What follows the replay's place, chosen or not; fewer than {@code limit} only at the end. */
    Uni<List<Listed>> next(SqlConnection tx, Replay replay, Choice choice, int limit) {
        var values = values(replay.merchant(), choice, replay.last())
                .addLong(replay.place())
                .addLong((long) limit);
        return tx.preparedQuery(PAGE)
                .execute(values)
                .map(rows -> rows.stream().map(ReplayedEvents::listed).toList());
    }

    /** Which of these ids stand in lists since this day. */
    Uni<Set<EventId>> told(SqlConnection tx, Collection<EventId> ids, LocalDate since) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        var texts = ids.stream().map(EventId::value).toArray(String[]::new);
        return tx.preparedQuery(STANDING)
                .execute(Tuple.of(texts, since))
                .map(rows -> rows.stream()
                        .map(row -> new EventId(row.getString("id")))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Tuple values(Address merchant, Choice choice, long last) {
        var wish = choice.wish();
        return Tuple.tuple()
                .addString(merchant.value())
                .addLong(last)
                .addLocalDate(FeedEvents.day(wish.since()))
                .addLocalDate(FeedEvents.day(wish.until()))
                .addOffsetDateTime(wish.since().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(wish.until().atOffset(ZoneOffset.UTC))
                .addArrayOfString(choice.types().stream().map(EventType::name).toArray(String[]::new))
                .addString(choice.filter().module().map(Address::value).orElse(null))
                .addLong(choice.filter().plan().map(PlanId::value).orElse(null));
    }

    private static Listed listed(Row row) {
        return new Listed(
                new EventId(row.getString("id")),
                row.getLocalDate("day"),
                row.getLong("position"),
                row.getBoolean("chosen"));
    }
}
