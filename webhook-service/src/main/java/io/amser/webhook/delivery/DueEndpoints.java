package io.amser.webhook.delivery;

import io.amser.webhook.signing.Secret;
import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.SecretVault.Sealed;
import io.amser.webhook.signing.SigningSecrets;
import io.amser.webhook.signing.SigningSecrets.Successor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** The SQL that finds the endpoints for which something is due. */
final class DueEndpoints {
    private static final Logger LOG = Logger.getLogger(DueEndpoints.class);

    /** From one endpoint that has such deliveries to the next: what it takes grows with those alone, not with all endpoints. */
    private static final String WAITING = """
            (SELECT endpoint
               FROM pending_delivery
              WHERE NOT parked AND %1$s
              ORDER BY endpoint
              LIMIT 1)
              UNION ALL
             SELECT (SELECT next.endpoint
                       FROM pending_delivery next
                      WHERE NOT parked AND %1$s AND next.endpoint > this.endpoint
                      ORDER BY next.endpoint
                      LIMIT 1)
               FROM %2$s this
              WHERE this.endpoint IS NOT NULL
            """;

    private static final String IS_DUE = """
            EXISTS (SELECT
                      FROM pending_delivery d
                     WHERE d.endpoint = waiting.endpoint AND NOT parked AND %s AND due_at <= $1
                       AND (leased_until IS NULL OR leased_until <= $1))
            """;

    private static final String DUE = """
            WITH RECURSIVE with_news (endpoint) AS (
                 %s),
                 with_retries (endpoint) AS (
                 %s),
                 with_replayed (endpoint) AS (
                 %s),
                 due AS (
                 SELECT endpoint FROM with_news waiting WHERE %s
                  UNION
                 SELECT endpoint FROM with_retries waiting WHERE %s
                  UNION
                 SELECT endpoint FROM with_replayed waiting WHERE %s)
            SELECT e.id, e.url, current.key_id, current.sealed, next.key_id AS next_key_id, next.sealed AS next_sealed,
                   next.takes_over_at
              FROM due
              JOIN endpoint e ON e.id = due.endpoint AND e.state IN ('ACTIVE', 'PROBING')
              JOIN endpoint_secret current ON current.endpoint = e.id AND NOT current.successor
              LEFT JOIN endpoint_secret next ON next.endpoint = e.id AND next.successor
            """.formatted(
                    WAITING.formatted(PendingDeliveries.NEWS, "with_news"),
                    WAITING.formatted(PendingDeliveries.RETRIES, "with_retries"),
                    WAITING.formatted(PendingDeliveries.REPLAYED, "with_replayed"),
                    IS_DUE.formatted(PendingDeliveries.NEWS),
                    IS_DUE.formatted(PendingDeliveries.RETRIES),
                    IS_DUE.formatted(PendingDeliveries.REPLAYED));

    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

    private final SecretVault vault;
    private final Map<UUID, Instant> complaints = new ConcurrentHashMap<>();

    DueEndpoints(SecretVault vault) {
        this.vault = vault;
    }

    Uni<List<Destination>> at(SqlClient database, Instant now) {
        return database.preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> destination(row, now).stream())
                        .toList());
    }

    /** Empty, and nobody else's matter, where the secret cannot be read: its key was taken from the configuration, say. */
    private Optional<Destination> destination(Row row, Instant now) {
        try {
            return Optional.of(read(row));
        } catch (RuntimeException e) {
            complain(row.getUUID("id"), e, now);
            return Optional.empty();
        }
    }

    private void complain(UUID endpoint, RuntimeException why, Instant now) {
        var last = complaints.get(endpoint);
        if (last == null || !now.isBefore(last.plus(BETWEEN_COMPLAINTS))) {
            complaints.put(endpoint, now);
            LOG.errorf("Nothing is sent to endpoint %s: %s", endpoint, why.getMessage());
        }
    }

    private Destination read(Row row) {
        var successor = Optional.ofNullable(row.getOffsetDateTime("takes_over_at"))
                .map(OffsetDateTime::toInstant)
                .map(at -> new Successor(secret(row, "next_key_id", "next_sealed"), at));
        return new Destination(
                row.getUUID("id"),
                row.getString("url"),
                new SigningSecrets(secret(row, "key_id", "sealed"), successor));
    }

    private Secret secret(Row row, String keyId, String sealed) {
        return vault.open(
                row.getUUID("id"),
                new Sealed(row.getString(keyId), row.getBuffer(sealed).getDelegate()));
    }
}
