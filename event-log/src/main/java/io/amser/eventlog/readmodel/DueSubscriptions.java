package io.amser.eventlog.readmodel;

import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanKey;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The SQL about what can be charged now. */
public final class DueSubscriptions {
    /**
     * Whose time has come at {@code $1}, by one short range of the index per interval in use. A pause of a processor keeps the
     * windows open that it met: while one still does, the range begins where that pause began, and the exact rule decides
     * about the rows.
     */
    private static final String MAY_BE_DUE = """
              FROM (SELECT DISTINCT billing_interval FROM plan) AS i
             CROSS JOIN LATERAL (
                   SELECT LEAST($1, MIN(last_paused_at)) AS opened_at
                     FROM processor
                    WHERE paused OR last_unpaused_at + i.billing_interval >= $1) AS o
              JOIN subscription s
                ON s.billing_interval = i.billing_interval
               AND s.next_charge_at BETWEEN o.opened_at - i.billing_interval AND $1
              LEFT JOIN module m ON m.address = s.module
              LEFT JOIN processor p ON p.address = m.processor
             WHERE NOT s.cancelled AND NOT s.paused_by_subscriber AND NOT s.paused_by_merchant
               AND (s.remaining_executions IS NULL OR s.remaining_executions > 0)
               AND NOT EXISTS (SELECT
                                 FROM blocked_subscriber b
                                WHERE b.module = s.module AND b.subscriber = s.subscriber)
            """;

    private static final String DUE = """
            SELECT s.*, p.paused, p.last_paused_at, p.last_unpaused_at
            """ + MAY_BE_DUE + """
             ORDER BY s.next_charge_at
             LIMIT $2
            """;

    /** The rule of {@link SubscriptionAt#windowClosesAt}; null while a pause of the processor keeps the window open. */
    private static final String WINDOW_CLOSES_AT = """
            CASE WHEN s.next_charge_at + i.billing_interval < p.last_paused_at
                 THEN s.next_charge_at + i.billing_interval
                 WHEN p.paused THEN NULL
                 ELSE GREATEST(s.next_charge_at, p.last_unpaused_at) + i.billing_interval END""";

    private static final String BACKLOG =
            """
            WITH due AS (
            SELECT s.next_charge_at, coalesce(s.failure_window_id = s.window_id, false) AS failed
            """ + MAY_BE_DUE + "   AND coalesce(" + WINDOW_CLOSES_AT + ", $1) >= $1" + """
            )
            SELECT count(*) FILTER (WHERE NOT failed) AS waiting,
                   min(next_charge_at) FILTER (WHERE NOT failed) AS oldest,
                   count(*) FILTER (WHERE failed) AS failing
              FROM due
            """;

    /**
     * What a keeper could charge at {@code $1}, oldest first, after the window of {@code $3} and {@code $4} that is due at
     * {@code $2}: module, id, next_charge_at and window_closes_at. Nothing of a processor that is paused.
     */
    public static final String CHARGEABLE =
            """
            SELECT s.module, s.id, s.next_charge_at,
            """ + WINDOW_CLOSES_AT + " AS window_closes_at" + MAY_BE_DUE + "   AND " + WINDOW_CLOSES_AT + """
             >= $1
               AND s.next_charge_at >= $2::text::bigint
               AND (s.next_charge_at, s.module, s.id) > ($2::text::bigint, $3, $4::text::numeric)
             ORDER BY s.next_charge_at, s.module, s.id
            """;

    private final Plans plans = new Plans();

    private record Candidate(Subscription subscription, ProcessorPauses pauses) {}

    /** What has been due for longest, with everything that a quote depends on. */
    public Uni<List<SubscriptionAt>> at(SqlClient db, ChainTime now, int limit) {
        return db.preparedQuery(DUE)
                .execute(Tuple.of(now.seconds(), (long) limit))
                .map(DueSubscriptions::candidates)
                .chain(candidates -> plans.load(db, planKeys(candidates)).map(known -> due(candidates, known, now)));
    }

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

    private static List<Candidate> candidates(Iterable<Row> rows) {
        var candidates = new ArrayList<Candidate>();
        for (var row : rows) {
            var pauses = row.getBoolean("paused") == null ? ProcessorPauses.NEVER : Processors.from(row);
            candidates.add(new Candidate(Subscriptions.from(row), pauses));
        }
        return candidates;
    }

    private static Set<PlanKey> planKeys(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.subscription().plan())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<SubscriptionAt> due(List<Candidate> candidates, Map<PlanKey, Plan> plans, ChainTime now) {
        return candidates.stream()
                .flatMap(it -> Optional.ofNullable(plans.get(it.subscription().plan()))
                        .map(plan -> it.subscription().at(now, plan, false, it.pauses()))
                        .stream())
                .filter(SubscriptionAt::queued)
                .toList();
    }
}
