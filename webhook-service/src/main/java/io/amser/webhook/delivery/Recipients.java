package io.amser.webhook.delivery;

import io.amser.protocol.EventId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The SQL that tells who was sent an event, whether it has arrived or not. */
public final class Recipients {
    private static final String OF_EVENTS = """
            SELECT event_id, endpoint
              FROM pending_delivery
             WHERE event_id = ANY ($1::text[])
             UNION
            SELECT event_id, endpoint
              FROM finished_delivery
             WHERE event_id = ANY ($1::text[]) AND (outcome <> 'CANCELLED' OR attempts > 0)
            """;

    /** The endpoints that each of these was to be brought to, but for those that it was never sent to and never will be. */
    public Uni<Map<EventId, Set<UUID>>> of(SqlConnection tx, Collection<EventId> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var ids = events.stream().map(EventId::value).toArray(String[]::new);
        return tx.preparedQuery(OF_EVENTS).execute(Tuple.of(ids)).map(rows -> {
            var recipients = new HashMap<EventId, Set<UUID>>();
            rows.forEach(row -> recipients
                    .computeIfAbsent(new EventId(row.getString("event_id")), _ -> new HashSet<>())
                    .add(row.getUUID("endpoint")));
            return recipients;
        });
    }
}
