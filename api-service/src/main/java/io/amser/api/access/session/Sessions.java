package io.amser.api.access.session;

import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The SQL of sessions. Every request reads its session's row, so that signing out holds at once on every replica. */
@ApplicationScoped
class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class);
    static final Duration INACTIVITY = Duration.ofMinutes(15);
    private static final Duration BETWEEN_WRITES_OF_ACTIVITY = Duration.ofMinutes(1);

    /** Longer than any nonce is good for, whatever the clocks of replicas say. */
    private static final Duration NONCES_ARE_KEPT = Duration.ofHours(1);

    /** The nonce's key lets one of several requests with it through. */
    private static final String OPEN = """
            WITH fresh AS (
                INSERT INTO used_nonce (nonce, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING nonce)
            INSERT INTO session (id, merchant, created_at, last_active_at)
            SELECT $3, $4, $5, $5 FROM fresh
            """;

    private static final String ACTIVE = """
            SELECT id, merchant, created_at, last_active_at
              FROM session
             WHERE id = $1 AND last_active_at > $2
            """;

    private static final String EXTEND = """
            UPDATE session
               SET last_active_at = $2
             WHERE id = $1 AND last_active_at <= $3
            """;

    private static final String END = """
            DELETE FROM session
             WHERE id = $1
            """;

    private static final String FORGET_ENDED = """
            WITH nonces AS (DELETE FROM used_nonce WHERE expires_at < $1)
            DELETE FROM session WHERE last_active_at <= $2
            """;

    private final Pool db;

    Sessions(Pool db) {
        this.db = db;
    }

    /** A session as its row says. */
    record Session(UUID id, Address merchant, Instant createdAt, Instant lastActiveAt) {
        Instant endsAt() {
            return lastActiveAt.plus(INACTIVITY);
        }
    }

    /** Opens a session by a nonce; empty if that nonce has opened one already. */
    Uni<Optional<Session>> open(String nonce, Address merchant, Instant now) {
        var session = new Session(UUID.randomUUID(), merchant, now, now);
        return db.preparedQuery(OPEN)
                .execute(Tuple.of(nonce, utc(now.plus(NONCES_ARE_KEPT)), session.id(), merchant.value(), utc(now)))
                .map(opened -> opened.rowCount() == 1)
                .call(() -> forgetEnded(now).onFailure().recoverWithItem(Sessions::tellOfLeftovers))
                .map(opened -> opened ? Optional.of(session) : Optional.empty());
    }

    /** The session, if it has not ended; this is activity that extends it. */
    Uni<Optional<Session>> active(UUID id, Instant now) {
        return db.preparedQuery(ACTIVE)
                .execute(Tuple.of(id, utc(now.minus(INACTIVITY))))
                .map(rows -> rows.stream().findFirst().map(Sessions::session))
                .call(found -> found.map(session -> extend(session, now))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    Uni<Void> end(UUID id) {
        return db.preparedQuery(END).execute(Tuple.of(id)).replaceWithVoid();
    }

    private Uni<Void> extend(Session session, Instant now) {
        var due = now.minus(BETWEEN_WRITES_OF_ACTIVITY);
        return session.lastActiveAt().isAfter(due)
                ? Uni.createFrom().voidItem()
                : db.preparedQuery(EXTEND)
                        .execute(Tuple.of(session.id(), utc(now), utc(due)))
                        .replaceWithVoid();
    }

    /** What is left over is forgotten when the next one signs in. */
    private static @Nullable Void tellOfLeftovers(Throwable failure) {
        LOG.warnf("Ended sessions and used nonces are not forgotten yet: %s", failure);
        return null;
    }

    private Uni<Void> forgetEnded(Instant now) {
        return db.preparedQuery(FORGET_ENDED)
                .execute(Tuple.of(utc(now), utc(now.minus(INACTIVITY))))
                .replaceWithVoid();
    }

    private static Session session(Row row) {
        return new Session(
                row.getUUID("id"),
                new Address(row.getString("merchant")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("last_active_at").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
