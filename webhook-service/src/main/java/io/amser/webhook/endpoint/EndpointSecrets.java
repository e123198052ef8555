package io.amser.webhook.endpoint;

import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.webhook.signing.Secret;
import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.SecretVault.Sealed;
import io.amser.webhook.signing.SigningSecrets;
import io.amser.webhook.signing.SigningSecrets.Successor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL about the secrets of endpoints, which never stand in the database as they are. */
public final class EndpointSecrets {
    /** Held until the caller commits: of two rotations at the same time the second one sees the first. */
    private static final String OF = """
            SELECT successor, key_id, sealed, takes_over_at
              FROM endpoint_secret
             WHERE endpoint = $1
             ORDER BY successor
               FOR UPDATE
            """;

    private static final String STORE = """
            INSERT INTO endpoint_secret (endpoint, successor, key_id, sealed, takes_over_at)
            VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (endpoint, successor) DO UPDATE
               SET (key_id, sealed, takes_over_at) = (EXCLUDED.key_id, EXCLUDED.sealed, EXCLUDED.takes_over_at)
            """;

    private static final String DELETE_SUCCESSOR = """
            DELETE FROM endpoint_secret
             WHERE endpoint = $1 AND successor
            """;

    /** Whoever changes a secret now seals it anew by himself, or is seen the next time. */
    private static final String SEALED_BY = """
            SELECT endpoint, successor, key_id, sealed
              FROM endpoint_secret
             WHERE key_id = ANY ($1::text[]) AND (endpoint, successor) > ($2::uuid, $3::boolean)
             ORDER BY endpoint, successor
             LIMIT $4
               FOR UPDATE SKIP LOCKED
            """;

    private static final String RESEAL = """
            UPDATE endpoint_secret s
               SET key_id = r.key_id, sealed = r.sealed
              FROM UNNEST($1::uuid[], $2::boolean[], $3::text[], $4::bytea[]) AS r (endpoint, successor, key_id, sealed)
             WHERE s.endpoint = r.endpoint AND s.successor = r.successor
            """;

    private static final String COUNT = """
            SELECT key_id, count(*) AS secrets
              FROM endpoint_secret
             GROUP BY key_id
            """;

    private final SecretVault vault;

    public EndpointSecrets(SecretVault vault) {
        this.vault = vault;
    }

    /** Empty where there is no such endpoint. */
    public Uni<Optional<SigningSecrets>> of(SqlConnection tx, UUID endpoint) {
        return tx.preparedQuery(OF)
                .execute(Tuple.of(endpoint))
                .map(rows -> secrets(endpoint, rows.stream().toList()));
    }

    public Uni<Void> store(SqlConnection tx, UUID endpoint, SigningSecrets secrets) {
        return store(tx, endpoint, secrets.current(), null)
                .chain(() -> secrets.successor()
                        .map(next -> store(tx, endpoint, next.secret(), next.takesOverAt()))
                        .orElseGet(() -> tx.preparedQuery(DELETE_SUCCESSOR)
                                .execute(Tuple.of(endpoint))
                                .replaceWithVoid()));
    }

    /** The next ones after this one that are sealed with one of these keys; nobody else changes them before the caller commits. */
    Uni<List<SealedSecret>> sealedBy(SqlConnection tx, Collection<String> keys, SealedSecret.Name after, int limit) {
        return tx.preparedQuery(SEALED_BY)
                .execute(Tuple.of(keys.toArray(String[]::new), after.endpoint(), after.successor(), (long) limit))
                .map(rows -> rows.stream()
                        .map(row -> new SealedSecret(
                                new SealedSecret.Name(row.getUUID("endpoint"), row.getBoolean("successor")),
                                sealed(row)))
                        .toList());
    }

    /** Writes them down as they are sealed now. */
    Uni<Void> reseal(SqlConnection tx, List<SealedSecret> secrets) {
        if (secrets.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = ColumnArrays.of(secrets)
                .ids(secret -> secret.name().endpoint())
                .flags(secret -> secret.name().successor())
                .text(secret -> secret.sealed().keyId())
                .bytes(secret -> secret.sealed().bytes());
        return tx.preparedQuery(RESEAL).execute(rows.tuple()).replaceWithVoid();
    }

    /** How many are sealed with each key. */
    Uni<Map<String, Long>> count(SqlClient database) {
        return database.query(COUNT)
                .execute()
                .map(rows -> rows.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.getString("key_id"), row -> row.getLong("secrets"))));
    }

    private Uni<Void> store(SqlConnection tx, UUID endpoint, Secret secret, @Nullable Instant takesOverAt) {
        var sealed = vault.seal(endpoint, secret);
        var row = Tuple.tuple()
                .addUUID(endpoint)
                .addBoolean(takesOverAt != null)
                .addString(sealed.keyId())
                .addValue(sealed.bytes())
                .addOffsetDateTime(takesOverAt == null ? null : takesOverAt.atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(STORE).execute(row).replaceWithVoid();
    }

    private Optional<SigningSecrets> secrets(UUID endpoint, List<Row> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new SigningSecrets(
                        open(endpoint, rows.getFirst()),
                        rows.stream().skip(1).findFirst().map(row -> successor(endpoint, row))));
    }

    private Successor successor(UUID endpoint, Row row) {
        OffsetDateTime takesOverAt = row.getOffsetDateTime("takes_over_at");
        return new Successor(open(endpoint, row), takesOverAt.toInstant());
    }

    private Secret open(UUID endpoint, Row row) {
        return vault.open(endpoint, sealed(row));
    }

    private static Sealed sealed(Row row) {
        return new Sealed(row.getString("key_id"), row.getBuffer("sealed").getDelegate());
    }
}
