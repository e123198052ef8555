package io.amser.eventlog.readmodel;

import io.amser.protocol.ChainTime;
import io.amser.protocol.subscription.SubscriptionAt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/** The SQL about what can be charged now. */
public final class DueSubscriptions {
    /** Whom the index by due time holds. */
    private static final String GOES_ON = """
            NOT cancelled AND NOT paused_by_subscriber AND NOT paused_by_merchant
               AND (remaining_executions IS NULL OR remaining_executions > 0)
            """;

    /** The intervals in use, by one step through the index for each: PostgreSQL has no such scan of its own. */
    private static final String INTERVALS = """
            WITH RECURSIVE i AS (
            SELECT min(billing_interval) AS seconds
              FROM subscription
             WHERE\s""" + GOES_ON + """
             UNION ALL
            SELECT (SELECT min(billing_interval)
                      FROM subscription
                     WHERE billing_interval > i.seconds
                       AND\s""" + GOES_ON + """
                   )
              FROM i
             WHERE i.seconds IS NOT NULL)
            """;

    /**
     * Whose time has come at {@code $1}, by one short range of the index for an interval {@code i}. A pause of a processor
     * keeps the windows open that it met: while one still does, the range begins where that pause began, at {@code o}, and
     * the exact rule decides about the rows.
     */
    private static final String MAY_BE_DUE = """
              FROM subscription s
              LEFT JOIN module m ON m.address = s.module
              LEFT JOIN processor p ON p.address = m.processor
             WHERE s.billing_interval = i.seconds
               AND s.next_charge_at BETWEEN o.opened_at - i.seconds AND $1
               AND NOT EXISTS (SELECT
                                 FROM blocked_subscriber b
                                WHERE b.module = s.module AND b.subscriber = s.subscriber)
               AND\s""" + GOES_ON;

    /** The rule of {@link SubscriptionAt#windowClosesAt}; null while a pause of the processor keeps the window open. */
    private static final String WINDOW_CLOSES_AT = """
            CASE WHEN s.next_charge_at + s.billing_interval < p.last_paused_at
                 THEN s.next_charge_at + s.billing_interval
                 WHEN p.paused THEN NULL
                 ELSE GREATEST(s.next_charge_at, p.last_unpaused_at) + s.billing_interval END""";

    private static final String BACKLOG =
            INTERVALS + """
            SELECT coalesce(sum(due.waiting), 0)::bigint AS waiting, min(due.oldest) AS oldest,
                   coalesce(sum(due.failing), 0)::bigint AS failing
              FROM i
             CROSS JOIN LATERAL (
                   SELECT LEAST($1, min(last_paused_at)) AS opened_at
                     FROM processor
                    WHERE paused OR last_unpaused_at + i.seconds >= $1) AS o
             CROSS JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE NOT failed) AS waiting,
                          min(next_charge_at) FILTER (WHERE NOT failed) AS oldest,
                          count(*) FILTER (WHERE failed) AS failing
                     FROM (
            SELECT s.next_charge_at, coalesce(s.failure_window_id = s.window_id, false) AS failed
            """ + MAY_BE_DUE + "AND coalesce(" + WINDOW_CLOSES_AT + ", $1) >= $1) AS open) AS due";

    /**
     * What a keeper could charge at {@code $1}, oldest first, after the window of {@code $3} and {@code $4} that is due at
     * {@code $2}: module, id, next_charge_at and window_closes_at. Nothing of a processor that is paused; if all are, nothing
     * is read. A LIMIT goes where the %1$s are: so many rows are read for each interval, however many are due.
     */
    public static final String CHARGEABLE = INTERVALS + """
            SELECT due.*
              FROM i
             CROSS JOIN LATERAL (
                   SELECT LEAST($1, min(last_paused_at)) AS opened_at
                     FROM processor
                    WHERE NOT paused AND last_unpaused_at + i.seconds >= $1) AS o
             CROSS JOIN LATERAL (
            SELECT s.module, s.id, s.next_charge_at,
            """ + WINDOW_CLOSES_AT + " AS window_closes_at\n" + MAY_BE_DUE
            + "AND " + WINDOW_CLOSES_AT + """
             >= $1
               AND s.next_charge_at >= $2::text::bigint
               AND (s.next_charge_at, s.module, s.id) > ($2::text::bigint, $3, $4::text::numeric)
             ORDER BY s.next_charge_at, s.module, s.id
             %1$s) AS due
             WHERE NOT EXISTS (SELECT FROM processor WHERE paused)
                OR EXISTS (SELECT
                             FROM module m
                             LEFT JOIN processor p ON p.address = m.processor
                            WHERE p.paused IS NOT TRUE)
             ORDER BY due.next_charge_at, due.module, due.id
             %1$s
            """;

    /** How much is due and not charged. */
    public Uni<ChargeBacklog> backlog(SqlClient db, ChainTime now) {
        return db.preparedQuery(BACKLOG)
                .execute(Tuple.of(now.seconds()))
                .map(rows -> rows.iterator().next())
                .map(row -> new ChargeBacklog(
                        row.getLong("waiting"),
                        Optional.ofNullable(Columns.nullableTime(row, "oldest")),
                        row.getLong("failing")));
    }
}
