package io.amser.webhook.endpoint;

import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import io.amser.webhook.event.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The SQL by which events find their endpoints. */
public final class Listeners {
    /** Held until the caller commits: nobody deletes or enables an endpoint between its choice and its deliveries. */
    private static final String OF_MERCHANTS = """
            SELECT id, merchant, event_types, module, plan_id, state, at
              FROM endpoint
             WHERE merchant = ANY ($1::text[]) AND state <> 'DELETED'
             ORDER BY id
               FOR SHARE
            """;

    /** All that are not deleted, by merchant. */
    public Uni<Map<Address, List<Listener>>> of(SqlConnection tx, Collection<Address> merchants) {
        var names = merchants.stream().map(Address::value).toArray(String[]::new);
        return tx.preparedQuery(OF_MERCHANTS)
                .execute(Tuple.of(names))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Listeners::from)
                        .collect(Collectors.groupingBy(Listener::merchant)));
    }

    private static Listener from(Row row) {
        return new Listener(
                row.getUUID("id"),
                Columns.address(row, "merchant"),
                filter(row),
                EndpointState.valueOf(row.getString("state")) == EndpointState.ACTIVE,
                Certainty.valueOf(row.getString("at")));
    }

    static EventFilter filter(Row row) {
        return new EventFilter(
                Arrays.stream(row.getArrayOfStrings("event_types"))
                        .map(EventType::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(row.getString("module")).map(Address::new),
                Optional.ofNullable(row.getLong("plan_id")).map(PlanId::new));
    }
}
