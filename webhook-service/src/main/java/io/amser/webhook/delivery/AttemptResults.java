package io.amser.webhook.delivery;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.protocol.EventId;
import io.amser.webhook.delivery.Verdict.Again;
import io.amser.webhook.delivery.Verdict.Arrived;
import io.amser.webhook.delivery.Verdict.EndpointGone;
import io.amser.webhook.delivery.Verdict.Exhausted;
import io.amser.webhook.endpoint.EndpointHealths;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.ledger.LedgerEntry;
import io.amser.webhook.ledger.Ledgers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL that writes down what came of attempts, many at once; what came after another has taken the delivery is passed over. */
public final class AttemptResults {
    private static final String FINISH = """
            WITH done AS (
                 DELETE FROM pending_delivery p
                  USING UNNEST($1::uuid[], $2::bigint[], $3::text[], $4::text[]) AS r (id, fence, outcome, ended_at)
                  WHERE p.id = r.id AND p.fence = r.fence
                 RETURNING p.id, p.fence, p.endpoint, p.event_day, p.event_id, r.outcome, p.attempts + 1 AS attempts,
                           p.created_at, r.ended_at::timestamptz AS ended_at),
                 kept AS (
                 INSERT INTO finished_delivery (id, endpoint, event_day, event_id, outcome, attempts, created_at, finished_at)
                 SELECT id, endpoint, event_day, event_id, outcome, attempts, created_at, ended_at FROM done)
            SELECT id, fence, endpoint, outcome FROM done
            """;

    private static final String GO_ON = """
            UPDATE pending_delivery p
               SET attempts = p.attempts + 1,
                   first_attempt_at = coalesce(p.first_attempt_at, r.started_at::timestamptz),
                   due_at = r.due_at::timestamptz,
                   leased_until = NULL,
                   parked = r.parked
              FROM UNNEST($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::boolean[])
                   AS r (id, fence, started_at, due_at, parked)
             WHERE p.id = r.id AND p.fence = r.fence
            RETURNING p.id, p.fence, p.endpoint, NULL::text AS outcome
            """;

    private static final String LOG = """
            INSERT INTO attempt (event_day, delivery, number, started_at, ended_at, fault, status, request, response, answer)
            SELECT day::date, delivery, number, started_at::timestamptz, ended_at::timestamptz, fault, status,
                   request::json, response::json, answer
              FROM UNNEST($1::text[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[],
                          $9::text[], $10::bytea[])
                   AS a (day, delivery, number, started_at, ended_at, fault, status, request, response, answer)
            """;

    private final Ledgers ledgers = new Ledgers();
    private final Endpoints endpoints = new Endpoints();
    private final EndpointHealths healths = new EndpointHealths();

    /**
     * Answers which deliveries were still ours. Endpoints are locked before deliveries, and what is counted about them after
     * these, as everybody does it, so that no two transactions wait for each other.
     */
    public Uni<Set<UUID>> record(SqlConnection tx, List<Attempted> attempts) {
        var findings = new EndpointFindings(attempts);
        return endpoints
                .holdProbed(tx, findings.all(), findings.gone().keySet())
                .chain(probes -> record(tx, attempts, probes));
    }

    private Uni<Set<UUID>> record(SqlConnection tx, List<Attempted> attempts, Set<EventId> probes) {
        var finished = attempts.stream().filter(AttemptResults::isFinished).toList();
        var goingOn = attempts.stream().filter(attempt -> !isFinished(attempt)).toList();
        return finish(tx, finished)
                .chain(done -> goOn(tx, goingOn).map(waiting -> {
                    var ours = new ArrayList<>(done);
                    ours.addAll(waiting);
                    return ours;
                }))
                .call(ours -> log(tx, counting(attempts, claims(ours))))
                .call(ours -> conclude(tx, new EndpointFindings(counting(attempts, claims(ours))), probes))
                .call(ours -> ledgers.add(tx, entries(ours)))
                .map(AttemptResults::ids);
    }

    /** Which of all claims of a delivery: an older one may be in the same batch. */
    private record Claimed(UUID delivery, long fence) {}

    private static List<Attempted> counting(List<Attempted> attempts, Set<Claimed> ours) {
        return attempts.stream()
                .filter(attempt -> ours.contains(
                        new Claimed(attempt.claim().delivery(), attempt.claim().fence())))
                .toList();
    }

    private static Set<Claimed> claims(List<Row> rows) {
        return rows.stream()
                .map(row -> new Claimed(row.getUUID("id"), row.getLong("fence")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What these attempts tell of their endpoints: which want nothing any more, which listen again, and which fail. */
    private Uni<Void> conclude(SqlConnection tx, EndpointFindings findings, Set<EventId> probes) {
        return endpoints
                .shut(tx, findings.gone())
                .chain(() -> endpoints.enable(tx, findings.arrived(probes)))
                .chain(() -> endpoints.giveUp(tx, findings.failed(probes)))
                .chain(() -> healths.record(tx, findings.answering(), findings.failing()));
    }

    private static boolean isFinished(Attempted attempt) {
        return switch (attempt.verdict()) {
            case Arrived _, Exhausted _ -> true;
            case Again _, EndpointGone _ -> false;
        };
    }

    private static Uni<List<Row>> finish(SqlConnection tx, List<Attempted> attempts) {
        return run(
                tx,
                FINISH,
                ColumnArrays.of(attempts)
                        .ids(attempt -> attempt.claim().delivery())
                        .longs(attempt -> attempt.claim().fence())
                        .text(attempt -> attempt.verdict() instanceof Arrived ? "DELIVERED" : "EXHAUSTED")
                        .text(attempt -> attempt.received().endedAt()),
                attempts.isEmpty());
    }

    private static Uni<List<Row>> goOn(SqlConnection tx, List<Attempted> attempts) {
        return run(
                tx,
                GO_ON,
                ColumnArrays.of(attempts)
                        .ids(attempt -> attempt.claim().delivery())
                        .longs(attempt -> attempt.claim().fence())
                        .text(attempt -> attempt.received().startedAt())
                        .text(AttemptResults::dueAt)
                        .flags(attempt -> attempt.verdict() instanceof EndpointGone),
                attempts.isEmpty());
    }

    private static Instant dueAt(Attempted attempt) {
        return attempt.verdict() instanceof Again again
                ? again.dueAt()
                : attempt.received().endedAt();
    }

    private static Uni<Void> log(SqlConnection tx, List<Attempted> attempts) {
        return run(
                        tx,
                        LOG,
                        ColumnArrays.of(attempts)
                                .text(attempt -> attempt.claim().eventDay())
                                .ids(attempt -> attempt.claim().delivery())
                                .ints(Attempted::number)
                                .text(attempt -> attempt.received().startedAt())
                                .text(attempt -> attempt.received().endedAt())
                                .text(AttemptResults::fault)
                                .ints(AttemptResults::status)
                                .text(attempt -> json(attempt.requestHeaders()))
                                .text(attempt -> json(attempt.received().headers()))
                                .bytes(attempt -> attempt.received().body()),
                        attempts.isEmpty())
                .replaceWithVoid();
    }

    private static @Nullable Fault fault(Attempted attempt) {
        return switch (attempt.verdict()) {
            case Arrived _ -> null;
            case EndpointGone _ -> Fault.REFUSED;
            case Again again -> again.fault();
            case Exhausted(var fault) -> fault;
        };
    }

    private static @Nullable Integer status(Attempted attempt) {
        return switch (attempt.received().answer()) {
            case Answer.Response response -> response.status();
            case Answer.NoResponse _ -> null;
        };
    }

    private static String json(Map<String, String> headers) {
        return new JsonObject(new HashMap<>(headers)).encode();
    }

    private static List<LedgerEntry> entries(List<Row> ours) {
        var delivered = new HashMap<UUID, Long>();
        var exhausted = new HashMap<UUID, Long>();
        for (var row : ours) {
            var outcome = row.getString("outcome");
            if (outcome != null) {
                (outcome.equals("DELIVERED") ? delivered : exhausted).merge(row.getUUID("endpoint"), 1L, Long::sum);
            }
        }
        var endpoints = new HashSet<>(delivered.keySet());
        endpoints.addAll(exhausted.keySet());
        return endpoints.stream()
                .map(endpoint -> LedgerEntry.ended(
                        endpoint, delivered.getOrDefault(endpoint, 0L), exhausted.getOrDefault(endpoint, 0L)))
                .toList();
    }

    private static Set<UUID> ids(List<Row> rows) {
        var ids = HashSet.<UUID>newHashSet(rows.size());
        rows.forEach(row -> ids.add(row.getUUID("id")));
        return ids;
    }

    private static Uni<List<Row>> run(SqlConnection tx, String sql, ColumnArrays<?> rows, boolean none) {
        return none
                ? Uni.createFrom().item(List.of())
                : tx.preparedQuery(sql).execute(rows.tuple()).map(AttemptResults::list);
    }

    private static List<Row> list(RowSet<Row> rows) {
        var list = new ArrayList<Row>(rows.size());
        rows.forEach(list::add);
        return list;
    }
}
