package io.amser.webhook.announcement;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.eventlog.readmodel.Columns;
import io.amser.eventlog.topic.Topic;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.EventId;
import io.amser.protocol.PlanId;
import io.amser.protocol.SubscriptionId;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Subject;
import io.amser.webhook.event.Told;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL about what nobody has been told yet, because too few blocks stand on its own. */
final class Unconfirmed {
    private static final String ADD = """
            INSERT INTO unconfirmed (event_id, merchant, type, module, plan_id, subscription_id, data, block, seen)
            SELECT event_id, merchant, type, module, plan_id, subscription_id, data, block, (SELECT applied_of($9))
              FROM UNNEST($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::numeric[], $7::text[],
                          $8::bigint[]) WITH ORDINALITY
                   AS e (event_id, merchant, type, module, plan_id, subscription_id, data, block, place)
             ORDER BY place
            """;

    private static final String FORGET = """
            DELETE FROM unconfirmed
             WHERE event_id = ANY ($1::text[])
            RETURNING event_id
            """;

    /** In the order of the log, but nothing of which the log has told after the head was written. */
    private static final String TAKE = """
            DELETE FROM unconfirmed
             WHERE place IN (SELECT place
                               FROM unconfirmed
                              WHERE block <= $1 AND is_covered(seen, $2::bigint[])
                              ORDER BY place
                              LIMIT $3)
            RETURNING *
            """;

    Uni<Void> add(SqlConnection tx, List<Told> told) {
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = ColumnArrays.of(told)
                .text(Told::id)
                .text(one -> one.subject().merchant())
                .text(one -> one.type().name())
                .text(one -> one.subject().module().orElse(null))
                .longs(one -> one.subject().plan().map(PlanId::value).orElse(null))
                .numbers(one ->
                        one.subject().subscription().map(SubscriptionId::value).orElse(null))
                .text(one -> one.data().encode())
                .longs(Unconfirmed::block)
                .tuple()
                .addString(Topic.CHAIN_EVENTS.name());
        return tx.preparedQuery(ADD).execute(rows).replaceWithVoid();
    }

    /** Answers those that were here. */
    Uni<Set<EventId>> forget(SqlConnection tx, Collection<EventId> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        var texts = ids.stream().map(EventId::value).toArray(String[]::new);
        return tx.preparedQuery(FORGET)
                .execute(Tuple.of(texts))
                .map(rows -> rows.stream()
                        .map(row -> new EventId(row.getString("event_id")))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Of blocks up to this one, the oldest first; the caller tells of them. */
    Uni<List<Told>> take(SqlConnection tx, HeadRecord head, long upTo, int most) {
        return tx.preparedQuery(TAKE)
                .execute(Tuple.of(upTo, head.endOffsets().toArray(Long[]::new), (long) most))
                .map(rows -> rows.stream()
                        .sorted(Comparator.comparing(row -> row.getLong("place")))
                        .map(Unconfirmed::told)
                        .toList());
    }

    private static @Nullable Long block(Told told) {
        return told.block().map(BlockNumber::value).orElse(null);
    }

    private static Told told(Row row) {
        var subject = new Subject(
                Columns.address(row, "merchant"),
                Optional.ofNullable(row.getString("module")).map(Address::new),
                Optional.ofNullable(row.getLong("plan_id")).map(PlanId::new),
                Optional.ofNullable(row.getNumeric("subscription_id"))
                        .map(id -> new SubscriptionId(id.bigIntegerValue())));
        return new Told(
                new EventId(row.getString("event_id")),
                EventType.valueOf(row.getString("type")),
                subject,
                new JsonObject(row.getString("data")),
                Optional.of(new BlockNumber(row.getLong("block"))));
    }
}
