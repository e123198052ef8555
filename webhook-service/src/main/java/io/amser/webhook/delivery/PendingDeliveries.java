package io.amser.webhook.delivery;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.protocol.SubscriptionKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;

/** The SQL about deliveries that are not done. */
public final class PendingDeliveries {
    private static final String ADD = """
            INSERT INTO pending_delivery (event_day, due_at, created_at, endpoint, event_id, module, subscription_id,
                                          sequence, parked)
            SELECT $7::date, $8::timestamptz, $8::timestamptz, d.*
              FROM UNNEST($1::uuid[], $2::text[], $3::text[], $4::numeric[], $5::bigint[], $6::boolean[]) AS d
            """;

    /** Due at once. */
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
                .tuple()
                .addLocalDate(eventDay)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ADD).execute(rows).replaceWithVoid();
    }
}
