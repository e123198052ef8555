package io.amser.webhook.feed;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.protocol.PlanId;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Subject;
import io.amser.webhook.event.Told;
import io.amser.webhook.event.WebhookBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The SQL about what merchants have been told. */
public final class FeedEvents {
    /** Locked in one order by everybody, so that no two transactions wait for each other. */
    private static final String RESERVE_SEQUENCES = """
            INSERT INTO subscription_sequence AS s (module, id, last)
            SELECT *
              FROM UNNEST($1::text[], $2::numeric[], $3::bigint[]) AS wanted (module, id, count)
             ORDER BY module, id
                ON CONFLICT (module, id) DO UPDATE
               SET last = s.last + EXCLUDED.last
            RETURNING module, id, last
            """;

    private static final String RESERVE_POSITIONS = """
            INSERT INTO merchant_position AS p (merchant, last)
            SELECT *
              FROM UNNEST($1::text[], $2::bigint[]) AS wanted (merchant, count)
             ORDER BY merchant
                ON CONFLICT (merchant) DO UPDATE
               SET last = p.last + EXCLUDED.last
            RETURNING merchant, last
            """;

    private static final String ADD = """
            INSERT INTO event (day, created_at, id, merchant, position, type, module, plan_id, subscription_id, sequence,
                               body)
            SELECT $10::date, $11::timestamptz, e.*
              FROM UNNEST($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::numeric[],
                          $8::bigint[], $9::bytea[]) AS e
            """;

    private static final String AFTER = """
            SELECT position, body
              FROM event
             WHERE merchant = $1 AND position > $2
             ORDER BY position
             LIMIT $3
            """;

    private static final String FIND = """
            SELECT id, merchant, type, module, plan_id, subscription_id, body
              FROM event
             WHERE id = ANY ($1::text[])
            """;

    private static final String MAKE_DAY = "SELECT make_day($1)";

    /** On which day's partition an event of this time stands. */
    public static LocalDate day(Instant createdAt) {
        return LocalDate.ofInstant(createdAt, ZoneOffset.UTC);
    }

    /** What a merchant was told, and at which place of his list. */
    public record Listed(long position, Buffer body) {}

    /** The next ones of a merchant's list. Whoever has read up to a place has everything before it: places appear in order. */
    public Uni<List<Listed>> after(SqlClient database, Address merchant, long position, int limit) {
        return database.preparedQuery(AFTER)
                .execute(Tuple.of(merchant.value(), position, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Listed(
                                row.getLong("position"), row.getBuffer("body").getDelegate()))
                        .toList());
    }

    /** What was told under these ids, as far as it is kept. */
    public Uni<Map<EventId, Told>> find(SqlClient database, Collection<EventId> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var texts = ids.stream().map(EventId::value).toArray(String[]::new);
        return database.preparedQuery(FIND)
                .execute(Tuple.of(texts))
                .map(rows -> rows.stream()
                        .map(FeedEvents::told)
                        .collect(Collectors.toUnmodifiableMap(Told::id, Function.identity())));
    }

    private static Told told(Row row) {
        var subject = new Subject(
                Columns.address(row, "merchant"),
                Optional.ofNullable(row.getString("module")).map(Address::new),
                Optional.ofNullable(row.getLong("plan_id")).map(PlanId::new),
                Optional.ofNullable(row.getNumeric("subscription_id"))
                        .map(id -> new SubscriptionId(id.bigIntegerValue())));
        var body = new JsonObject(row.getBuffer("body").getDelegate());
        return new Told(
                new EventId(row.getString("id")),
                EventType.valueOf(row.getString("type")),
                subject,
                body.getJsonObject("data"));
    }

    /** Numbers these in their order, and keeps them. */
    public Uni<List<FeedEvent>> add(SqlConnection tx, List<Told> told, Instant now, ChainId chain) {
        var subscriptions = Numbers.wanted(told.stream()
                .flatMap(one -> one.subject().subscriptionKey().stream())
                .toList());
        var merchants = Numbers.wanted(
                told.stream().map(one -> one.subject().merchant()).toList());
        return Uni.combine()
                .all()
                .unis(makeDay(tx, day(now)), reserveSequences(tx, subscriptions), reservePositions(tx, merchants))
                .with((_, sequences, positions) -> numbered(
                        told, new Numbers<>(subscriptions, sequences), new Numbers<>(merchants, positions), now, chain))
                .call(events -> insert(tx, events, now));
    }

    /** Before anything is locked: it may have to wait for everybody who writes. */
    private static Uni<Void> makeDay(SqlConnection tx, LocalDate day) {
        return tx.preparedQuery(MAKE_DAY).execute(Tuple.of(day)).replaceWithVoid();
    }

    private static List<FeedEvent> numbered(
            List<Told> told,
            Numbers<SubscriptionKey> sequences,
            Numbers<Address> positions,
            Instant now,
            ChainId chain) {
        return told.stream()
                .map(one -> {
                    var sequence = one.subject()
                            .subscriptionKey()
                            .map(key -> OptionalLong.of(sequences.next(key)))
                            .orElseGet(OptionalLong::empty);
                    return new FeedEvent(
                            one,
                            positions.next(one.subject().merchant()),
                            sequence.isPresent() ? sequence.getAsLong() : null,
                            Buffer.buffer(WebhookBody.of(one, sequence, now, chain)));
                })
                .toList();
    }

    private static Uni<Map<SubscriptionKey, Long>> reserveSequences(
            SqlConnection tx, Map<SubscriptionKey, Long> wanted) {
        var columns = ColumnArrays.of(wanted.entrySet())
                .text(entry -> entry.getKey().module())
                .numbers(entry -> entry.getKey().id().value())
                .longs(Map.Entry::getValue);
        return reserve(
                tx,
                RESERVE_SEQUENCES,
                columns,
                row -> new SubscriptionKey(Columns.address(row, "module"), Columns.subscriptionId(row, "id")));
    }

    private static Uni<Map<Address, Long>> reservePositions(SqlConnection tx, Map<Address, Long> wanted) {
        var columns = ColumnArrays.of(wanted.entrySet()).text(Map.Entry::getKey).longs(Map.Entry::getValue);
        return reserve(tx, RESERVE_POSITIONS, columns, row -> Columns.address(row, "merchant"));
    }

    private static <K> Uni<Map<K, Long>> reserve(
            SqlConnection tx, String sql, ColumnArrays<?> wanted, Function<Row, K> key) {
        return tx.preparedQuery(sql).execute(wanted.tuple()).map(rows -> {
            var last = HashMap.<K, Long>newHashMap(rows.size());
            rows.forEach(row -> last.put(key.apply(row), row.getLong("last")));
            return last;
        });
    }

    private static Uni<Void> insert(SqlConnection tx, List<FeedEvent> events, Instant now) {
        var rows = ColumnArrays.of(events)
                .text(event -> event.told().id())
                .text(event -> event.told().subject().merchant())
                .longs(FeedEvent::position)
                .text(event -> event.told().type())
                .text(event -> event.told().subject().module().orElse(null))
                .longs(event -> event.told().subject().plan().map(PlanId::value).orElse(null))
                .numbers(event -> event.told()
                        .subject()
                        .subscription()
                        .map(SubscriptionId::value)
                        .orElse(null))
                .longs(FeedEvent::sequence)
                .bytes(FeedEvent::body)
                .tuple()
                .addLocalDate(day(now))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ADD).execute(rows).replaceWithVoid();
    }
}
