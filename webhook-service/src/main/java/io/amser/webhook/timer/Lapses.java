package io.amser.webhook.timer;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.EventId;
import io.amser.protocol.SubscriptionKey;
import io.amser.webhook.event.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The SQL about lapses that merchants were told of. Whoever writes holds the subscription's timer. */
public final class Lapses {
    private static final String TOLD = """
            SELECT l.*
              FROM UNNEST($1::text[], $2::numeric[], $3::text[], $4::bigint[]) AS k (module, subscription_id, kind, number)
              JOIN lapse l USING (module, subscription_id, kind, number)
            """;

    private static final String OF = """
            SELECT l.*
              FROM UNNEST($1::text[], $2::numeric[]) AS k (module, subscription_id)
              JOIN lapse l USING (module, subscription_id)
             ORDER BY l.kind, l.number
            """;

    private static final String KEEP = """
            INSERT INTO lapse (module, subscription_id, kind, number, event_id, from_log, block, fired_at)
            SELECT *
              FROM UNNEST($1::text[], $2::numeric[], $3::text[], $4::bigint[], $5::text[], $6::boolean[], $7::bigint[],
                          $8::bigint[])
                ON CONFLICT (module, subscription_id, kind, number) DO UPDATE
               SET (event_id, from_log, block, fired_at) =
                   (EXCLUDED.event_id, EXCLUDED.from_log, EXCLUDED.block, EXCLUDED.fired_at)
            """;

    private static final String FORGET = """
            DELETE FROM lapse l
             USING UNNEST($1::text[], $2::numeric[], $3::text[], $4::bigint[]) AS k (module, subscription_id, kind, number)
             WHERE (l.module, l.subscription_id, l.kind, l.number) = (k.module, k.subscription_id, k.kind, k.number)
            """;

    /** Under which ids these were told, before their first return; what was not told is absent. */
    public Uni<Map<LapseKey, EventId>> told(SqlConnection tx, Collection<LapseKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : tx.preparedQuery(TOLD)
                        .execute(columns(keys).tuple())
                        .map(rows -> rows.stream()
                                .map(Lapses::from)
                                .collect(Collectors.toUnmodifiableMap(ToldLapse::key, ToldLapse::id)));
    }

    /** Remembers which events of the log were told as these lapses, and forgets those that are taken back. */
    public Uni<Void> follow(SqlConnection tx, Map<LapseKey, AppliedEvent> turned) {
        var told = turned.entrySet().stream()
                .filter(entry -> !entry.getValue().retracted())
                .map(entry -> fromLog(entry.getKey(), entry.getValue()))
                .toList();
        var gone = turned.keySet().stream()
                .filter(key -> told.stream().noneMatch(one -> one.key().equals(key)))
                .toList();
        return keep(tx, told).chain(() -> forget(tx, gone));
    }

    Uni<Map<SubscriptionKey, List<ToldLapse>>> of(SqlConnection tx, Collection<SubscriptionKey> subscriptions) {
        var keys = ColumnArrays.of(subscriptions)
                .text(SubscriptionKey::module)
                .numbers(key -> key.id().value());
        return tx.preparedQuery(OF)
                .execute(keys.tuple())
                .map(rows -> rows.stream()
                        .map(Lapses::from)
                        .collect(Collectors.groupingBy(told -> told.key().subscription())));
    }

    Uni<Void> keep(SqlConnection tx, Collection<ToldLapse> told) {
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = ColumnArrays.of(told)
                .text(one -> one.key().subscription().module())
                .numbers(one -> one.key().subscription().id().value())
                .text(one -> one.key().type().name())
                .longs(one -> one.key().number())
                .text(ToldLapse::id)
                .flags(ToldLapse::fromLog)
                .longs(one -> one.block().value())
                .times(ToldLapse::firedAt);
        return tx.preparedQuery(KEEP).execute(rows.tuple()).replaceWithVoid();
    }

    Uni<Void> forget(SqlConnection tx, Collection<LapseKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(FORGET).execute(columns(keys).tuple()).replaceWithVoid();
    }

    private static ToldLapse fromLog(LapseKey key, AppliedEvent applied) {
        var origin = applied.event().origin();
        return new ToldLapse(key, applied.event().id(), true, origin.blockNumber(), origin.blockTime());
    }

    private static ColumnArrays<LapseKey> columns(Collection<LapseKey> keys) {
        return ColumnArrays.of(keys)
                .text(key -> key.subscription().module())
                .numbers(key -> key.subscription().id().value())
                .text(key -> key.type().name())
                .longs(LapseKey::number);
    }

    private static ToldLapse from(Row row) {
        var subscription =
                new SubscriptionKey(Columns.address(row, "module"), Columns.subscriptionId(row, "subscription_id"));
        return new ToldLapse(
                new LapseKey(subscription, EventType.valueOf(row.getString("kind")), row.getLong("number")),
                new EventId(row.getString("event_id")),
                row.getBoolean("from_log"),
                new BlockNumber(row.getLong("block")),
                Columns.time(row, "fired_at"));
    }
}
