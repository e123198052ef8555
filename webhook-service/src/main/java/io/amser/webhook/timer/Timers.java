package io.amser.webhook.timer;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.eventlog.readmodel.Columns;
import io.amser.eventlog.topic.Topic;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL about when to look at which subscription. */
public final class Timers {
    /**
     * Whoever an event concerns is looked at once a head covers what is applied by now: a subscription, all of a wallet that
     * is blocked, all that an allowance pays for, and the windows that a pause of their processor keeps or kept open. Locked
     * in one order by everybody.
     */
    private static final String TOUCH = """
            INSERT INTO subscription_timer AS t (module, subscription_id, at, touched_block, seen)
            SELECT touched.module, touched.id, 0, min(touched.block), (SELECT applied_of($12))
              FROM (SELECT *
                      FROM UNNEST($1::text[], $2::numeric[], $3::bigint[]) AS e (module, id, block)
                     UNION ALL
                    SELECT s.module, s.id, e.block
                      FROM UNNEST($4::text[], $5::text[], $6::bigint[]) AS e (module, subscriber, block)
                      JOIN subscription s USING (module, subscriber)
                     UNION ALL
                    SELECT s.module, s.id, e.block
                      FROM UNNEST($7::text[], $8::text[], $9::bigint[]) AS e (owner, token, block)
                      JOIN subscription s ON s.subscriber = e.owner
                      JOIN plan p ON p.module = s.module AND p.id = s.plan_id AND p.token = e.token
                     UNION ALL
                    SELECT kept.module, kept.subscription_id, e.block
                      FROM UNNEST($10::text[], $11::bigint[]) AS e (processor, block)
                      JOIN subscription_timer kept ON kept.kept_open_by = e.processor
                     UNION ALL
                    SELECT missed.module, missed.subscription_id, e.block
                      FROM UNNEST($10::text[], $11::bigint[]) AS e (processor, block)
                      JOIN lapse missed ON missed.block >= e.block AND NOT missed.from_log) AS touched
             GROUP BY touched.module, touched.id
             ORDER BY touched.module, touched.id
                ON CONFLICT (module, subscription_id) DO UPDATE
               SET at = 0,
                   touched_block = LEAST(t.touched_block, EXCLUDED.touched_block),
                   seen = furthest(t.seen, EXCLUDED.seen)
            """;

    /**
     * Whoever was told of something by a head that the chain went back behind is looked at again. Each half reads its own
     * index: one condition with OR would read every lapse of all times.
     */
    static final String WAKE = """
            INSERT INTO subscription_timer AS t (module, subscription_id, at)
            SELECT module, subscription_id, 0
              FROM (SELECT module, subscription_id
                      FROM lapse
                     WHERE NOT from_log AND block > $1
                     UNION
                    SELECT module, subscription_id
                      FROM lapse
                     WHERE NOT from_log AND fired_at > $2) AS told
             ORDER BY module, subscription_id
                ON CONFLICT (module, subscription_id) DO UPDATE
               SET at = 0
            """;

    /**
     * The longest due first, but nobody about whom the log has gone further than the head: what follows from both together was
     * never so. Who is being touched right now is looked at later.
     */
    private static final String CLAIM = """
            SELECT module, subscription_id, touched_block
              FROM subscription_timer
             WHERE at <= $1
               AND is_covered(seen, $2::bigint[])
             ORDER BY at
             LIMIT $3
               FOR UPDATE SKIP LOCKED
            """;

    private static final String SETTLE = """
            UPDATE subscription_timer t
               SET (at, kept_open_by, touched_block, seen) = (s.at, s.kept_open_by, NULL, NULL)
              FROM UNNEST($1::text[], $2::numeric[], $3::bigint[], $4::text[]) AS s (module, subscription_id, at, kept_open_by)
             WHERE (t.module, t.subscription_id) = (s.module, s.subscription_id)
            """;

    private static final String PUT_OFF = """
            UPDATE subscription_timer
               SET at = $3
             WHERE (module, subscription_id) = ($1, $2)
            """;

    /**
     * Somebody whose time has come.
     *
     * @param touched the lowest block of an event about him that came or went since somebody looked
     */
    record Due(SubscriptionKey subscription, Optional<BlockNumber> touched) {}

    /**
     * When to look at somebody again.
     *
     * @param at null if the log alone can say
     * @param keptOpenBy the processor whose pause moves the end of the window
     */
    record Next(
            SubscriptionKey subscription,
            @Nullable ChainTime at,
            @Nullable String keptOpenBy) {}

    /** After the read model was, in the same transaction. */
    public Uni<Void> touch(SqlConnection tx, List<AppliedEvent> changes) {
        var touch = Touch.of(changes);
        return touch.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(TOUCH)
                        .execute(touch.columns().addString(Topic.CHAIN_EVENTS.name()))
                        .replaceWithVoid();
    }

    Uni<Void> wake(SqlConnection tx, HeadRecord head) {
        return tx.preparedQuery(WAKE)
                .execute(Tuple.of(head.number().value(), head.timestamp().seconds()))
                .replaceWithVoid();
    }

    /** Held until the caller commits. */
    Uni<List<Due>> claim(SqlConnection tx, HeadRecord head, int most) {
        var reached = head.endOffsets().toArray(Long[]::new);
        return tx.preparedQuery(CLAIM)
                .execute(Tuple.of(head.timestamp().seconds(), reached, (long) most))
                .map(rows -> rows.stream().map(Timers::due).toList());
    }

    Uni<Void> settle(SqlConnection tx, Collection<Next> nexts) {
        var rows = ColumnArrays.of(nexts)
                .text(next -> next.subscription().module())
                .numbers(next -> next.subscription().id().value())
                .times(Next::at)
                .text(Next::keptOpenBy);
        return tx.preparedQuery(SETTLE).execute(rows.tuple()).replaceWithVoid();
    }

    /** What touched him stays noted. */
    Uni<Void> putOff(SqlConnection tx, SubscriptionKey subscription, ChainTime until) {
        return tx.preparedQuery(PUT_OFF)
                .execute(Tuple.of(
                        subscription.module().value(),
                        Numeric.create(subscription.id().value()),
                        until.seconds()))
                .replaceWithVoid();
    }

    private static Due due(Row row) {
        return new Due(
                new SubscriptionKey(Columns.address(row, "module"), Columns.subscriptionId(row, "subscription_id")),
                Optional.ofNullable(row.getLong("touched_block")).map(BlockNumber::new));
    }
}
