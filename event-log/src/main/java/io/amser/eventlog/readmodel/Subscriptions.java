package io.amser.eventlog.readmodel;

import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.PlanId;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.subscription.Charges;
import io.amser.protocol.subscription.Failure;
import io.amser.protocol.subscription.Failures;
import io.amser.protocol.subscription.Subscription;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The SQL about subscriptions. */
public final class Subscriptions implements Table<SubscriptionKey, Subscription> {
    private static final String LOAD = """
            SELECT s.*
              FROM UNNEST($1::text[], $2::numeric[]) AS k (module, id)
              JOIN subscription s USING (module, id)
            """;

    /** A plan is stored before its subscriptions, so that they find its interval. */
    private static final String STORE = """
            INSERT INTO subscription (
                   module, id, subscriber, plan_id, created_at, paused_by_subscriber, paused_by_merchant, cancelled,
                   remaining_executions, next_charge_at, window_id, allowance_expiry, times_executed, total_spent,
                   last_paid_at, failure_code, failure_responsible, failure_window_id, failed_at, subscriber_failed_in,
                   billing_interval)
            SELECT s.*, p.billing_interval
              FROM UNNEST($1::text[], $2::numeric[], $3::text[], $4::bigint[], $5::bigint[], $6::boolean[],
                          $7::boolean[], $8::boolean[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[],
                          $13::bigint[], $14::numeric[], $15::bigint[], $16::text[], $17::text[], $18::bigint[],
                          $19::bigint[], $20::bigint[]) AS s (module, id, subscriber, plan_id)
              LEFT JOIN plan p ON p.module = s.module AND p.id = s.plan_id
                ON CONFLICT (module, id) DO UPDATE
               SET (subscriber, plan_id, created_at, paused_by_subscriber, paused_by_merchant, cancelled,
                    remaining_executions, next_charge_at, window_id, allowance_expiry, times_executed, total_spent,
                    last_paid_at, failure_code, failure_responsible, failure_window_id, failed_at,
                    subscriber_failed_in, billing_interval) =
                   (EXCLUDED.subscriber, EXCLUDED.plan_id, EXCLUDED.created_at, EXCLUDED.paused_by_subscriber,
                    EXCLUDED.paused_by_merchant, EXCLUDED.cancelled, EXCLUDED.remaining_executions,
                    EXCLUDED.next_charge_at, EXCLUDED.window_id, EXCLUDED.allowance_expiry, EXCLUDED.times_executed,
                    EXCLUDED.total_spent, EXCLUDED.last_paid_at, EXCLUDED.failure_code,
                    EXCLUDED.failure_responsible, EXCLUDED.failure_window_id, EXCLUDED.failed_at,
                    EXCLUDED.subscriber_failed_in, EXCLUDED.billing_interval)
            """;

    private static final String DELETE = """
            DELETE FROM subscription s
             USING UNNEST($1::text[], $2::numeric[]) AS k (module, id)
             WHERE (s.module, s.id) = (k.module, k.id)
            """;

    @Override
    public Uni<Map<SubscriptionKey, Subscription>> load(SqlClient db, Collection<SubscriptionKey> keys) {
        return Statements.read(db, LOAD, columns(keys), Subscriptions::key, Subscriptions::from);
    }

    @Override
    public Uni<Void> store(SqlClient tx, Map<SubscriptionKey, Subscription> states) {
        var rows = ColumnArrays.of(states.values())
                .text(s -> s.key().module())
                .numbers(s -> s.key().id().value())
                .text(Subscription::subscriber)
                .longs(s -> s.planId().value())
                .times(Subscription::createdAt)
                .flags(Subscription::pausedBySubscriber)
                .flags(Subscription::pausedByMerchant)
                .flags(Subscription::cancelled)
                .longs(s -> left(s.remainingExecutions()))
                .times(Subscription::nextChargeAt)
                .longs(s -> s.windowId().value())
                .times(Subscription::allowanceExpiry)
                .longs(s -> s.charges().timesExecuted())
                .numbers(s -> s.charges().totalSpent().value())
                .times(s -> s.charges().lastPaidAt())
                .text(last(failure -> failure.code().name()))
                .text(last(failure -> failure.responsible().name()))
                .longs(last(failure -> failure.window().value()))
                .times(last(Failure::at))
                .longs(s -> number(s.failures().subscriberFailedIn()));
        return Statements.write(tx, STORE, rows);
    }

    @Override
    public Uni<Void> delete(SqlClient tx, Collection<SubscriptionKey> keys) {
        return Statements.write(tx, DELETE, columns(keys));
    }

    public static SubscriptionKey key(Row row) {
        return new SubscriptionKey(Columns.address(row, "module"), Columns.subscriptionId(row, "id"));
    }

    public static Subscription from(Row row) {
        return new Subscription(
                key(row),
                Columns.address(row, "subscriber"),
                new PlanId(row.getLong("plan_id")),
                Columns.time(row, "created_at"),
                row.getBoolean("paused_by_subscriber"),
                row.getBoolean("paused_by_merchant"),
                row.getBoolean("cancelled"),
                executions(row.getLong("remaining_executions")),
                Columns.time(row, "next_charge_at"),
                new WindowId(row.getLong("window_id")),
                Columns.time(row, "allowance_expiry"),
                charges(row),
                new Failures(failure(row), window(row.getLong("subscriber_failed_in"))));
    }

    private static Charges charges(Row row) {
        return new Charges(
                row.getLong("times_executed"),
                Columns.amount(row, "total_spent"),
                Columns.nullableTime(row, "last_paid_at"));
    }

    private static @Nullable Failure failure(Row row) {
        var code = row.getString("failure_code");
        return code == null
                ? null
                : new Failure(
                        FailCode.valueOf(code),
                        Responsible.valueOf(row.getString("failure_responsible")),
                        new WindowId(row.getLong("failure_window_id")),
                        Columns.time(row, "failed_at"));
    }

    private static Executions executions(@Nullable Long left) {
        return left == null ? Executions.unlimited() : Executions.limited(left);
    }

    private static @Nullable Long left(Executions executions) {
        return executions instanceof Executions.Limited(var left) ? left : null;
    }

    private static @Nullable WindowId window(@Nullable Long number) {
        return number == null ? null : new WindowId(number);
    }

    private static @Nullable Long number(@Nullable WindowId window) {
        return window == null ? null : window.value();
    }

    private static <V> Function<Subscription, @Nullable V> last(Function<Failure, V> part) {
        return subscription -> {
            var failure = subscription.failures().last();
            return failure == null ? null : part.apply(failure);
        };
    }

    private static ColumnArrays<SubscriptionKey> columns(Collection<SubscriptionKey> keys) {
        return ColumnArrays.of(keys)
                .text(SubscriptionKey::module)
                .numbers(key -> key.id().value());
    }
}
