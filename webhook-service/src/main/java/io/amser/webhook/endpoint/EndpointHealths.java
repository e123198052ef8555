package io.amser.webhook.endpoint;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SQL about how endpoints fare; in the order of locks it comes after deliveries. */
public final class EndpointHealths {
    private static final String FAILED = """
            INSERT INTO endpoint_health AS h (endpoint, failing_since, failed_at)
            SELECT endpoint, since::timestamptz, until::timestamptz
              FROM UNNEST($1::uuid[], $2::text[], $3::text[]) AS f (endpoint, since, until)
             ORDER BY endpoint
                ON CONFLICT (endpoint) DO UPDATE
               SET failing_since = coalesce(h.failing_since, EXCLUDED.failing_since),
                   failed_at = greatest(h.failed_at, EXCLUDED.failed_at)
            """;

    private static final String ANSWERED = """
            UPDATE endpoint_health
               SET failing_since = NULL, failed_at = NULL
             WHERE endpoint = ANY ($1::uuid[])
            """;

    /** In one order for everybody, and of those that have answered only the ones that failed before. */
    private static final String HOLD_CHANGING = """
            SELECT endpoint
              FROM endpoint_health
             WHERE endpoint = ANY ($1::uuid[]) AND (failing_since IS NOT NULL OR endpoint = ANY ($2::uuid[]))
             ORDER BY endpoint
               FOR UPDATE
            """;

    private static final String OF = """
            SELECT *
              FROM endpoint_health
             WHERE endpoint = ANY ($1::uuid[])
            """;

    /** Held until the caller commits: of two who want to tell of the same change, the second one sees that it is told. */
    private static final String HOLD = OF + "FOR UPDATE";

    private static final String TELL = """
            INSERT INTO endpoint_health AS h (endpoint, told, changes)
            VALUES ($1, $2, 1)
                ON CONFLICT (endpoint) DO UPDATE
               SET (told, changes) = (EXCLUDED.told, h.changes + 1)
            """;

    /** Those of which there may be something to tell: few, whatever the number of endpoints. */
    private static final String SUSPECTS = """
            SELECT e.id, e.merchant, e.state, h.failing_since, h.failed_at, coalesce(h.told, 'HEALTHY') AS told,
                   coalesce(h.changes, 0) AS changes
              FROM endpoint e
              LEFT JOIN endpoint_health h ON h.endpoint = e.id
             WHERE e.state = 'ACTIVE' AND (h.failing_since IS NOT NULL OR h.told <> 'HEALTHY')
                OR e.state IN ('PROBING', 'DISABLED') AND coalesce(h.told, 'HEALTHY') <> 'DISABLED'
             ORDER BY e.id
            """;

    /** An endpoint that does not fare well, or has not for a while. */
    public record Suspect(UUID endpoint, Address merchant, EndpointState state, EndpointHealth health) {

        public boolean isNews() {
            return health.condition(state) != health.told();
        }
    }

    /** Those that are {@code answering} have taken something; the others have done nothing but fail in that time. */
    public Uni<Void> record(SqlConnection tx, Set<UUID> answering, Map<UUID, FailingSpell> failing) {
        var all = Stream.concat(answering.stream(), failing.keySet().stream()).toArray(UUID[]::new);
        return tx.preparedQuery(HOLD_CHANGING)
                .execute(Tuple.of(all, failing.keySet().toArray(UUID[]::new)))
                .map(rows -> rows.stream()
                        .map(row -> row.getUUID("endpoint"))
                        .filter(answering::contains)
                        .toList())
                .chain(recovering -> answered(tx, recovering))
                .chain(() -> failed(tx, failing));
    }

    private static Uni<Void> failed(SqlConnection tx, Map<UUID, FailingSpell> spells) {
        if (spells.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = ColumnArrays.of(spells.entrySet())
                .ids(Map.Entry::getKey)
                .text(entry -> entry.getValue().since())
                .text(entry -> entry.getValue().until());
        return tx.preparedQuery(FAILED).execute(rows.tuple()).replaceWithVoid();
    }

    private static Uni<Void> answered(SqlConnection tx, List<UUID> endpoints) {
        return endpoints.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(ANSWERED)
                        .execute(Tuple.of(endpoints.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /** Those of these endpoints that ever failed or were disabled. */
    public Uni<Map<UUID, EndpointHealth>> of(SqlClient database, Collection<UUID> endpoints) {
        return database.preparedQuery(OF)
                .execute(Tuple.of(endpoints.toArray(UUID[]::new)))
                .map(rows -> rows.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(row -> row.getUUID("endpoint"), EndpointHealths::health)));
    }

    /** As it is, and nobody else tells of it before the caller commits. */
    public Uni<EndpointHealth> hold(SqlConnection tx, UUID endpoint) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(new UUID[] {endpoint}))
                .map(rows ->
                        rows.stream().map(EndpointHealths::health).findFirst().orElse(EndpointHealth.UNKNOWN));
    }

    /** The merchant is told of this condition. */
    public Uni<Void> tell(SqlConnection tx, UUID endpoint, Condition condition) {
        return tx.preparedQuery(TELL)
                .execute(Tuple.of(endpoint, condition.name()))
                .replaceWithVoid();
    }

    public Uni<List<Suspect>> suspects(SqlClient database) {
        return database.query(SUSPECTS)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> new Suspect(
                                row.getUUID("id"),
                                Columns.address(row, "merchant"),
                                EndpointState.valueOf(row.getString("state")),
                                health(row)))
                        .toList());
    }

    private static EndpointHealth health(Row row) {
        return new EndpointHealth(spell(row), Condition.valueOf(row.getString("told")), row.getLong("changes"));
    }

    private static Optional<FailingSpell> spell(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("failed_at");
        return Optional.ofNullable(row.getOffsetDateTime("failing_since"))
                .map(since -> new FailingSpell(since.toInstant(), until.toInstant()));
    }
}
