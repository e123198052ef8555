package io.amser.webhook.endpoint;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.amser.protocol.EventId;
import io.amser.protocol.PlanId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SQL about endpoints. The merchant stands in every condition: nobody reads or changes what is another's. */
public final class Endpoints {
    public static final int MOST_ACTIVE = 5;

    /** Disabled ones included: everything that happens is kept for each of them. */
    public static final int MOST_KEPT = 20;

    /** Held to the end of the transaction: who makes endpoints of one merchant active does it one after the other. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('endpoint ' || $1, 0))";

    private static final String ADD = """
            INSERT INTO endpoint (id, merchant, url, description, event_types, module, plan_id, ordered, at, state,
                                  created_at)
            SELECT $1, $2, $3, $4, $5::text[], $6, $7, $8, $9, 'ACTIVE', $10
             WHERE (SELECT count(*) FROM endpoint WHERE merchant = $2 AND state IN ('ACTIVE', 'PROBING')) < $11
               AND (SELECT count(*) FROM endpoint WHERE merchant = $2 AND state <> 'DELETED') < $12
            """;

    private static final String OF_MERCHANT = """
            SELECT *
              FROM endpoint
             WHERE merchant = $1 AND state <> 'DELETED'
             ORDER BY created_at, id
            """;

    private static final String FIND = """
            SELECT *
              FROM endpoint
             WHERE merchant = $1 AND id = $2 AND state <> 'DELETED'
            """;

    /** Held until the caller commits: whoever changes an endpoint by what it was does it one after the other. */
    private static final String HOLD = FIND + "FOR UPDATE";

    private static final String HOLD_ALL_OF = """
            SELECT *
              FROM endpoint
             WHERE merchant = $1 AND state <> 'DELETED'
             ORDER BY id
               FOR UPDATE
            """;

    private static final String HOLD_PROBED = """
            SELECT probe
              FROM endpoint
             WHERE id = ANY ($1::uuid[]) AND (probe IS NOT NULL OR id = ANY ($2::uuid[]))
             ORDER BY id
               FOR UPDATE
            """;

    private static final String CHANGE = """
            UPDATE endpoint
               SET (url, description, event_types, module, plan_id, ordered, at) = ($3, $4, $5::text[], $6, $7, $8, $9)
             WHERE id = $1 AND merchant = $2 AND state <> 'DELETED'
            """;

    private static final String PROBE = """
            UPDATE endpoint
               SET state = 'PROBING', probe = $3
             WHERE id = $1 AND merchant = $2 AND state = 'DISABLED'
               AND (SELECT count(*) FROM endpoint WHERE merchant = $2 AND state IN ('ACTIVE', 'PROBING')) < $4
            """;

    private static final String ENABLE = """
            UPDATE endpoint
               SET state = 'ACTIVE', disabled_by = NULL, probe = NULL
             WHERE probe = ANY ($1::text[]) AND state = 'PROBING'
            """;

    private static final String GIVE_UP = """
            UPDATE endpoint
               SET state = 'DISABLED', probe = NULL
             WHERE probe = ANY ($1::text[]) AND state = 'PROBING'
            """;

    private static final String DELETE = """
            UPDATE endpoint
               SET state = 'DELETED'
             WHERE id = $1 AND merchant = $2 AND state <> 'DELETED'
            """;

    private static final String DISABLE = """
            UPDATE endpoint
               SET state = 'DISABLED', disabled_by = $2, probe = NULL
             WHERE id = ANY ($1::uuid[]) AND state IN ('ACTIVE', 'PROBING')
            """;

    /** What an old URL says of itself is not said of the new one. */
    private static final String SHUT = """
            UPDATE endpoint e
               SET state = 'DISABLED', disabled_by = 'GONE', probe = NULL
              FROM UNNEST($1::uuid[], $2::text[]) AS g (id, url)
             WHERE (e.id, e.url) = (g.id, g.url) AND e.state IN ('ACTIVE', 'PROBING')
            """;

    /** Tells whether there was room for one more. */
    public Uni<Boolean> add(SqlConnection tx, Endpoint endpoint) {
        var row = wishes(endpoint)
                .addOffsetDateTime(endpoint.createdAt().atOffset(ZoneOffset.UTC))
                .addLong((long) MOST_ACTIVE)
                .addLong((long) MOST_KEPT);
        return locked(tx, endpoint.merchant())
                .chain(() -> tx.preparedQuery(ADD).execute(row))
                .map(added -> added.rowCount() == 1);
    }

    /** The oldest first. */
    public Uni<List<Endpoint>> of(SqlClient database, Address merchant) {
        return database.preparedQuery(OF_MERCHANT)
                .execute(Tuple.of(merchant.value()))
                .map(rows -> rows.stream().map(Endpoints::from).toList());
    }

    public Uni<Optional<Endpoint>> find(SqlClient database, Address merchant, UUID id) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(merchant.value(), id))
                .map(rows -> rows.stream().map(Endpoints::from).findFirst());
    }

    /** As {@code find}, and nobody else changes or reads it for an event before the caller commits. */
    public Uni<Optional<Endpoint>> hold(SqlConnection tx, Address merchant, UUID id) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(merchant.value(), id))
                .map(rows -> rows.stream().map(Endpoints::from).findFirst());
    }

    /** All of a merchant's; nobody else changes them or reads them for an event before the caller commits. */
    public Uni<List<Endpoint>> holdAll(SqlConnection tx, Address merchant) {
        return tx.preparedQuery(HOLD_ALL_OF)
                .execute(Tuple.of(merchant.value()))
                .map(rows -> rows.stream().map(Endpoints::from).toList());
    }

    /**
     * Of endpoints that have answered, those that are {@code gone} and those that are being probed: nobody else changes
     * them, or reads them for an event, before the caller commits. Answers which events probe them.
     */
    public Uni<Set<EventId>> holdProbed(SqlConnection tx, Collection<UUID> answering, Collection<UUID> gone) {
        return tx.preparedQuery(HOLD_PROBED)
                .execute(Tuple.of(answering.toArray(UUID[]::new), gone.toArray(UUID[]::new)))
                .map(rows -> rows.stream()
                        .flatMap(row -> Stream.ofNullable(row.getString("probe")))
                        .map(EventId::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Stores what the merchant wants now; the state is no wish. Tells whether there is such an endpoint. */
    public Uni<Boolean> change(SqlClient database, Endpoint endpoint) {
        return database.preparedQuery(CHANGE).execute(wishes(endpoint)).map(changed -> changed.rowCount() == 1);
    }

    /** Lets a disabled endpoint be served again once this event has arrived; tells whether there was room for it. */
    public Uni<Boolean> probe(SqlConnection tx, Endpoint endpoint, EventId event) {
        var probe = Tuple.of(endpoint.id(), endpoint.merchant().value(), event.value(), (long) MOST_ACTIVE);
        return locked(tx, endpoint.merchant())
                .chain(() -> tx.preparedQuery(PROBE).execute(probe))
                .map(probing -> probing.rowCount() == 1);
    }

    /** Serves those again that one of these events was to probe. */
    public Uni<Void> enable(SqlConnection tx, Collection<EventId> arrived) {
        return onProbes(tx, ENABLE, arrived);
    }

    /** Leaves those disabled that one of these events was to probe. */
    public Uni<Void> giveUp(SqlConnection tx, Collection<EventId> failed) {
        return onProbes(tx, GIVE_UP, failed);
    }

    /** Tells whether there was such an endpoint. */
    public Uni<Boolean> delete(SqlConnection tx, Address merchant, UUID id) {
        return tx.preparedQuery(DELETE).execute(Tuple.of(id, merchant.value())).map(deleted -> deleted.rowCount() == 1);
    }

    /** What comes for them from now on is parked. */
    public Uni<Void> disable(SqlConnection tx, Collection<UUID> endpoints, DisabledBy by) {
        return endpoints.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(DISABLE)
                        .execute(Tuple.of(endpoints.toArray(UUID[]::new), by.name()))
                        .replaceWithVoid();
    }

    /** Ends those that want nothing any more, by the URL that said so. */
    public Uni<Void> shut(SqlConnection tx, Map<UUID, String> gone) {
        var rows = ColumnArrays.of(gone.entrySet()).ids(Map.Entry::getKey).text(Map.Entry::getValue);
        return gone.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(SHUT).execute(rows.tuple()).replaceWithVoid();
    }

    private static Uni<Void> onProbes(SqlConnection tx, String sql, Collection<EventId> probes) {
        return probes.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(sql).execute(Tuple.of(texts(probes))).replaceWithVoid();
    }

    private static String[] texts(Collection<EventId> events) {
        return events.stream().map(EventId::value).toArray(String[]::new);
    }

    private static Uni<Void> locked(SqlConnection tx, Address merchant) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(merchant.value())).replaceWithVoid();
    }

    private static Tuple wishes(Endpoint endpoint) {
        var filter = endpoint.filter();
        return Tuple.tuple()
                .addUUID(endpoint.id())
                .addString(endpoint.merchant().value())
                .addString(endpoint.url())
                .addString(endpoint.description())
                .addArrayOfString(
                        filter.types().stream().map(Enum::name).sorted().toArray(String[]::new))
                .addString(filter.module().map(Address::value).orElse(null))
                .addLong(filter.plan().map(PlanId::value).orElse(null))
                .addBoolean(endpoint.ordered())
                .addString(endpoint.at().name());
    }

    private static Endpoint from(Row row) {
        return new Endpoint(
                row.getUUID("id"),
                Columns.address(row, "merchant"),
                row.getString("url"),
                row.getString("description"),
                Listeners.filter(row),
                row.getBoolean("ordered"),
                Certainty.valueOf(row.getString("at")),
                EndpointState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("disabled_by")).map(DisabledBy::valueOf),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
