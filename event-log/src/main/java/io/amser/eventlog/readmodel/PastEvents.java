package io.amser.eventlog.readmodel;

import io.amser.eventlog.wire.EventText;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The SQL about the past: the events that stand on the chain, for who has to know what was so in an earlier block. */
public final class PastEvents {
    private static final String OF_STREAMS = """
            SELECT body::text AS body
              FROM history
             WHERE stream = ANY ($1::text[])
            """;

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
