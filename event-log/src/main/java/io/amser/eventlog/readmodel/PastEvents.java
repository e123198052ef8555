package io.amser.eventlog.readmodel;

import io.amser.eventlog.wire.EventText;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.EventId;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The SQL about the past: the events that stand on the chain, for who has to know what was so in an earlier block. */
public final class PastEvents {
    private static final String OF_STREAMS = """
            SELECT body::text AS body
              FROM history
             WHERE stream = ANY ($1::text[])
            """;

    private static final String LAST_CHARGES = """
            SELECT last.body::text AS body
              FROM UNNEST($1::text[]) AS k (stream)
             CROSS JOIN LATERAL (SELECT body
                                   FROM history h
                                  WHERE h.stream = k.stream AND h.body ->> 'type' = 'ExecutionExecuted'
                                  ORDER BY block_number DESC, log_index DESC
                                  LIMIT 1) AS last
            """;

    private static final String STANDING = """
            SELECT h.event_id
              FROM UNNEST($1::text[], $2::text[]) AS k (stream, event_id)
              JOIN history h USING (stream, event_id)
            """;

    /** The newest charge of each of these subscriptions that was ever charged. */
    public Uni<Map<SubscriptionKey, ExecutionExecuted>> lastCharges(
            SqlClient db, Collection<SubscriptionKey> subscriptions) {
        var streams = subscriptions.stream().map(StreamId::subscription).toArray(String[]::new);
        return db.preparedQuery(LAST_CHARGES)
                .execute(Tuple.of(streams))
                .map(rows -> rows.stream()
                        .map(row -> (ExecutionExecuted) EventText.read(row.getString("body")))
                        .collect(Collectors.toUnmodifiableMap(ExecutionExecuted::subscription, Function.identity())));
    }

    /** Which of these events of subscriptions stand on the chain. */
    public Uni<Set<EventId>> standing(SqlClient db, Map<EventId, SubscriptionKey> events) {
        var ids = List.copyOf(events.keySet());
        var columns = ColumnArrays.of(ids)
                .text(id -> StreamId.subscription(Objects.requireNonNull(events.get(id))))
                .text(Function.identity());
        return db.preparedQuery(STANDING)
                .execute(columns.tuple())
                .map(rows -> rows.stream()
                        .map(row -> new EventId(row.getString("event_id")))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Everything that decides about one subscription but its plan, which never changes, in no order. */
    public Uni<List<ChainEvent>> around(
            SqlClient db,
            SubscriptionKey subscription,
            SubscriberKey subscriber,
            Address processor,
            AllowanceKey allowance) {
        var streams = new String[] {
            StreamId.subscription(subscription),
            StreamId.subscriber(subscriber),
            Processors.stream(processor),
            StreamId.allowance(allowance)
        };
        return db.preparedQuery(OF_STREAMS)
                .execute(Tuple.of(streams))
                .map(rows -> rows.stream()
                        .map(row -> EventText.read(row.getString("body")))
                        .toList());
    }
}
