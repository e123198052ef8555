package io.amser.api.analytics;

import io.amser.api.freshness.Moment;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** The SQL that counts a merchant's subscribers and payments. */
@ApplicationScoped
class Analytics {
    /** The rule of {@link io.amser.protocol.subscription.SubscriptionAt#status}, by the chain's time {@code $2}. */
    private static final String SUBSCRIBERS = """
            WITH held AS (
            SELECT p.token, p.token_symbol, p.token_decimals, p.price, p.billing_interval, s.created_at,
                   s.last_paid_at + p.billing_interval + p.grace_period AS access_until,
                   s.remaining_executions IS NULL OR s.remaining_executions > 0 AS goes_on,
                   CASE WHEN b.subscriber IS NOT NULL THEN 'BLOCKED'
                        WHEN s.cancelled THEN 'CANCELLED'
                        WHEN s.paused_by_subscriber OR s.paused_by_merchant THEN 'PAUSED'
                        WHEN s.last_paid_at IS NULL THEN 'PENDING'
                        WHEN s.last_paid_at + p.billing_interval + p.grace_period < $2 THEN 'EXPIRED'
                        ELSE 'ACTIVE' END AS status
              FROM module m
              JOIN subscription s ON s.module = m.address
              JOIN plan p ON p.module = s.module AND p.id = s.plan_id
              LEFT JOIN blocked_subscriber b ON b.module = s.module AND b.subscriber = s.subscriber
             WHERE m.merchant = $1)
            SELECT token, token_symbol, token_decimals,
                   count(*) FILTER (WHERE status = 'ACTIVE') AS active,
                   count(*) FILTER (WHERE status = 'PENDING') AS pending,
                   count(*) FILTER (WHERE status = 'PAUSED') AS paused,
                   count(*) FILTER (WHERE status = 'EXPIRED') AS lapsed,
                   count(*) FILTER (WHERE status = 'CANCELLED') AS cancelled,
                   count(*) FILTER (WHERE status = 'BLOCKED') AS blocked,
                   count(*) FILTER (WHERE created_at >= $3) AS new,
                   count(*) FILTER (WHERE status IN ('EXPIRED', 'CANCELLED', 'BLOCKED')
                                      AND access_until >= $3 AND access_until < $2) AS churned,
                   coalesce(floor(sum(price * 2592000 / billing_interval)
                                  FILTER (WHERE status = 'ACTIVE' AND goes_on)), 0) AS monthly
              FROM held
             GROUP BY token, token_symbol, token_decimals
             ORDER BY token
            """;

    private static final String PAYMENTS = """
            SELECT a.block_time / 86400 AS day, p.token, p.token_symbol, p.token_decimals, a.type, a.reason,
                   count(*) AS count, sum(a.amount) AS amount
              FROM activity a
              LEFT JOIN subscription s ON s.module = a.module AND s.id = a.subscription_id
              LEFT JOIN plan p ON p.module = s.module AND p.id = s.plan_id
             WHERE a.merchant = $1 AND a.block_time >= $2
             GROUP BY 1, 2, 3, 4, 5, 6
             ORDER BY 1, 2, 5, 6
            """;

    private final Pool db;

    Analytics(@ReactiveDataSource("reports") Pool db) {
        this.db = db;
    }

    Uni<AnalyticsView> of(Address merchant, ChainTime since, Moment moment) {
        var subscribers =
                read(SUBSCRIBERS, Tuple.of(merchant.value(), moment.time().seconds(), since.seconds()));
        var payments = read(PAYMENTS, Tuple.of(merchant.value(), since.seconds()));
        return Uni.combine()
                .all()
                .unis(subscribers, payments)
                .with((byToken, byDay) -> new AnalyticsView(
                        since.iso(),
                        SubscribersView.of(byToken),
                        byToken.stream().map(row -> TokenSum.of(row, "monthly")).toList(),
                        DayView.of(byDay),
                        moment.asOf()));
    }

    private Uni<List<Row>> read(String sql, Tuple arguments) {
        return db.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }
}
