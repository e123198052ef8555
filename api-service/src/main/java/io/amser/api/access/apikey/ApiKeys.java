package io.amser.api.access.apikey;

import static io.amser.api.problem.ProblemCode.INVALID_API_KEY;
import static io.amser.api.problem.ProblemCode.REVOKED_API_KEY;
import static io.amser.api.problem.ProblemCode.UNRECOGNIZED_API_KEY;

import io.amser.api.access.Caller;
import io.amser.api.access.Sha256;
import io.amser.api.problem.ProblemException;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of API keys. Every request reads its key's row, so that a revoked key opens nothing from then on, on every replica. */
@ApplicationScoped
public class ApiKeys {
    static final int MOST_ACTIVE = 5;
    private static final Duration BETWEEN_WRITES_OF_USE = Duration.ofMinutes(1);

    private static final String BY_HASH = """
            SELECT id, merchant, hash, last_used_at, revoked_at
              FROM api_key
             WHERE hash_start = $1
            """;

    private static final String USED = """
            UPDATE api_key
               SET last_used_at = $2
             WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)
            """;

    private static final String ACTIVE = """
            SELECT id, name, beginning, created_at, last_used_at
              FROM api_key
             WHERE merchant = $1 AND revoked_at IS NULL
             ORDER BY created_at DESC, id
            """;

    /** Held to the end of the transaction: who makes keys for one merchant does it one after the other. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('api_key ' || $1, 0))";

    private static final String ADD = """
            INSERT INTO api_key (id, merchant, name, beginning, hash_start, hash, created_at)
            SELECT $1, $2, $3, $4, $5, $6, $7
             WHERE (SELECT count(*) FROM api_key WHERE merchant = $2 AND revoked_at IS NULL) < $8
            """;

    private static final String REVOKE = """
            UPDATE api_key
               SET revoked_at = $3
             WHERE id = $1 AND merchant = $2 AND revoked_at IS NULL
            """;

    private final Pool db;

    ApiKeys(Pool db) {
        this.db = db;
    }

    /** Whether a bearer token means to be an API key. */
    public static boolean looksLikeOne(String token) {
        return token.startsWith(ApiKeyText.PREFIX);
    }

    /** Whose key this is; a problem that says what is wrong with it if it opens nothing. */
    public Uni<Caller> caller(String token, Instant now) {
        if (!ApiKeyText.isWellFormed(token)) {
            return Uni.createFrom()
                    .failure(() -> new ProblemException(
                            INVALID_API_KEY, "The key does not match its own checksum: copy it again, in full."));
        }
        var hash = Sha256.of(token);
        return db.preparedQuery(BY_HASH)
                .execute(Tuple.of(start(hash)))
                .map(rows -> stored(rows, hash))
                .chain(key -> used(key, now).replaceWith(() -> new Caller.KeyOf(key.merchant(), key.id())));
    }

    Uni<List<ApiKeyView>> active(Address merchant) {
        return db.preparedQuery(ACTIVE)
                .execute(Tuple.of(merchant.value()))
                .map(rows -> rows.stream().map(ApiKeys::view).toList());
    }

    /** Stores a key unless the merchant has as many as may be; tells whether it did. */
    Uni<Boolean> add(UUID id, Address merchant, String name, ApiKeyText key, Instant now) {
        var hash = Sha256.of(key.value());
        var row = Tuple.tuple(
                List.of(id, merchant.value(), name, key.beginning(), start(hash), Buffer.buffer(hash), utc(now), (long)
                        MOST_ACTIVE));
        return db.withTransaction(tx -> locked(tx, merchant)
                .chain(() -> tx.preparedQuery(ADD).execute(row))
                .map(added -> added.rowCount() == 1));
    }

    /** Tells whether there was such a key to revoke. */
    Uni<Boolean> revoke(UUID id, Address merchant, Instant now) {
        return db.preparedQuery(REVOKE)
                .execute(Tuple.of(id, merchant.value(), utc(now)))
                .map(revoked -> revoked.rowCount() == 1);
    }

    private static Uni<RowSet<Row>> locked(SqlConnection tx, Address merchant) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(merchant.value()));
    }

    private record Stored(
            UUID id, Address merchant, @Nullable OffsetDateTime lastUsedAt, boolean revoked) {}

    private static Stored stored(RowSet<Row> rows, byte[] hash) {
        var key = rows.stream()
                .filter(row -> MessageDigest.isEqual(row.getBuffer("hash").getBytes(), hash))
                .findFirst()
                .map(row -> new Stored(
                        row.getUUID("id"),
                        new Address(row.getString("merchant")),
                        row.getOffsetDateTime("last_used_at"),
                        row.getOffsetDateTime("revoked_at") != null))
                .orElseThrow(() -> new ProblemException(
                        UNRECOGNIZED_API_KEY, "The key is whole, but none of this deployment: take one of its own."));
        if (key.revoked()) {
            throw new ProblemException(REVOKED_API_KEY, "The key was revoked: use another one.");
        }
        return key;
    }

    private Uni<Void> used(Stored key, Instant now) {
        var due = utc(now.minus(BETWEEN_WRITES_OF_USE));
        if (key.lastUsedAt() != null && key.lastUsedAt().isAfter(due)) {
            return Uni.createFrom().voidItem();
        }
        return db.preparedQuery(USED).execute(Tuple.of(key.id(), utc(now), due)).replaceWithVoid();
    }

    private static ApiKeyView view(Row row) {
        return new ApiKeyView(
                row.getUUID("id").toString(),
                row.getString("name"),
                row.getString("beginning"),
                ChainTime.of(row.getOffsetDateTime("created_at").toInstant()).iso(),
                Optional.ofNullable(row.getOffsetDateTime("last_used_at"))
                        .map(OffsetDateTime::toInstant)
                        .map(used -> ChainTime.of(used).iso())
                        .orElse(null));
    }

    private static long start(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
