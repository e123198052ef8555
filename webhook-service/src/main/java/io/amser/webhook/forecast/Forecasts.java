package io.amser.webhook.forecast;

import io.amser.protocol.EventId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The SQL about forecasts that merchants were told of. */
final class Forecasts {
    private static final String ADD = """
            INSERT INTO forecast (event_id)
            SELECT DISTINCT id FROM UNNEST($1::text[]) AS f (id) ORDER BY id
                ON CONFLICT DO NOTHING
            RETURNING event_id
            """;

    /** Answers those that nobody was told of before. */
    Uni<Set<EventId>> add(SqlConnection tx, Collection<EventId> ids) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(ids.stream().map(EventId::value).toArray(String[]::new)))
                .map(rows -> rows.stream()
                        .map(row -> new EventId(row.getString("event_id")))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
