package io.amser.keeper.schedule;

import io.amser.eventlog.readmodel.Changes;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The SQL that derives due windows from the read model. */
final class DueWindows {
    /**
     * The keeper's notes outlive a change that leaves the window, its time and its consent alone. An attempt is possible no
     * sooner than the events of the batch: keepers take turns from then.
     */
    private static final String DERIVE = """
            WITH touched AS (
                SELECT * FROM UNNEST($1::text[], $2::numeric[]) AS named (module, id)
                 UNION
                SELECT s.module, s.id
                  FROM UNNEST($3::text[], $4::text[]) AS barred (module, subscriber)
                  JOIN subscription s USING (module, subscriber)),
            waiting AS (
                SELECT s.*, m.processor, p.token
                  FROM touched
                  JOIN subscription s USING (module, id)
                  JOIN module m ON m.address = s.module
                  LEFT JOIN plan p ON p.module = s.module AND p.id = s.plan_id
                 WHERE NOT s.cancelled AND NOT s.paused_by_subscriber AND NOT s.paused_by_merchant
                   AND (s.remaining_executions IS NULL OR s.remaining_executions > 0)
                   AND NOT EXISTS (SELECT FROM blocked_subscriber b
                                    WHERE b.module = s.module AND b.subscriber = s.subscriber)),
            gone AS (
                DELETE FROM due USING touched
                 WHERE due.module = touched.module AND due.id = touched.id
                   AND NOT EXISTS (SELECT FROM waiting w WHERE w.module = due.module AND w.id = due.id))
            INSERT INTO due (module, id, processor, payer, token, window_id, due_at, billing_interval, allowance_expiry,
                             reported, next_attempt_at)
            SELECT module, id, processor, subscriber, token, window_id, next_charge_at, billing_interval,
                   allowance_expiry,
                   coalesce(subscriber_failed_in = window_id, false)
                       OR coalesce(failure_window_id = window_id AND failure_code <> ALL ($5::text[]), false),
                   greatest(next_charge_at, $6)
              FROM waiting
                ON CONFLICT (module, id) DO UPDATE
               SET processor = EXCLUDED.processor, payer = EXCLUDED.payer, token = EXCLUDED.token,
                   window_id = EXCLUDED.window_id, due_at = EXCLUDED.due_at,
                   billing_interval = EXCLUDED.billing_interval, allowance_expiry = EXCLUDED.allowance_expiry,
                   reported = EXCLUDED.reported,
                   next_attempt_at = CASE
                       WHEN due.window_id = EXCLUDED.window_id AND due.due_at = EXCLUDED.due_at
                            AND due.allowance_expiry = EXCLUDED.allowance_expiry
                            AND (EXCLUDED.reported OR NOT due.reported)
                       THEN due.next_attempt_at ELSE EXCLUDED.next_attempt_at END,
                   our_turn = due.our_turn AND due.window_id = EXCLUDED.window_id AND due.due_at = EXCLUDED.due_at
                       AND due.allowance_expiry = EXCLUDED.allowance_expiry
                       AND (EXCLUDED.reported OR NOT due.reported),
                   failing_since = CASE WHEN due.window_id = EXCLUDED.window_id THEN due.failing_since END,
                   watched = due.watched AND due.window_id = EXCLUDED.window_id,
                   missed = due.missed AND due.window_id = EXCLUDED.window_id AND due.due_at = EXCLUDED.due_at
            """;

    /** A token that is listed again may be charged at once. */
    private static final String WAKE_TOKENS = """
            UPDATE due SET next_attempt_at = $2, our_turn = false
             WHERE watched AND token = ANY ($1::text[]) AND next_attempt_at > $2
            """;

    private static final String[] PASSING = PassingFailures.names().toArray(String[]::new);

    Uni<Void> derive(SqlClient tx, Changes changes) {
        return deriveWindows(tx, changes).chain(() -> wakeTokens(tx, changes));
    }

    private Uni<Void> deriveWindows(SqlClient tx, Changes changes) {
        var named = changes.subscriptions().keySet();
        var barred = events(changes, ChainEvent.OfSubscriber.class, ChainEvent.OfSubscriber::subscriber);
        if (named.isEmpty() && barred.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(DERIVE)
                .execute(Tuple.of(
                        modules(named), ids(named), barredBy(barred), subscribers(barred), PASSING, newest(changes)))
                .replaceWithVoid();
    }

    private Uni<Void> wakeTokens(SqlClient tx, Changes changes) {
        var tokens =
                events(changes, ChainEvent.OfToken.class, event -> event.token().value());
        if (tokens.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(WAKE_TOKENS)
                .execute(Tuple.of(tokens.toArray(String[]::new), newest(changes)))
                .replaceWithVoid();
    }

    /** The time of the newest block that the batch tells of. */
    private static long newest(Changes changes) {
        return changes.events().stream()
                .mapToLong(applied -> applied.event().origin().blockTime().seconds())
                .max()
                .orElse(0);
    }

    private static <E extends ChainEvent, T> List<T> events(Changes changes, Class<E> family, Function<E, T> part) {
        return changes.events().stream()
                .map(applied -> applied.event())
                .filter(family::isInstance)
                .map(family::cast)
                .map(part)
                .distinct()
                .toList();
    }

    private static String[] modules(Collection<SubscriptionKey> keys) {
        return keys.stream().map(key -> key.module().value()).toArray(String[]::new);
    }

    private static Numeric[] ids(Collection<SubscriptionKey> keys) {
        return keys.stream().map(key -> Numeric.create(key.id().value())).toArray(Numeric[]::new);
    }

    private static String[] barredBy(Collection<SubscriberKey> keys) {
        return keys.stream().map(key -> key.module().value()).toArray(String[]::new);
    }

    private static String[] subscribers(Collection<SubscriberKey> keys) {
        return keys.stream().map(key -> key.subscriber().value()).toArray(String[]::new);
    }
}
