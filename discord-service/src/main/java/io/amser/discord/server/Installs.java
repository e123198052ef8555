package io.amser.discord.server;

import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The SQL about merchants who are at Discord to let the bot onto a server. */
final class Installs {
    private static final String BEGIN = """
            WITH over AS (DELETE FROM install WHERE expires_at <= $4)
            INSERT INTO install (state_hash, merchant, module, expires_at)
            VALUES ($1, $2, $3, $5)
            """;

    /** Whoever brings it, and whatever for: it was used. */
    private static final String END = """
            DELETE FROM install
             WHERE state_hash = $1
            RETURNING merchant, module, expires_at > $2 AS in_time
            """;

    /** Who began it, and which of his modules it is for. */
    record Install(Address merchant, Address module) {}

    Uni<Void> begin(SqlClient database, InstallState state, Install install, Instant now, Instant expiresAt) {
        return database.preparedQuery(BEGIN)
                .execute(Tuple.of(
                                Buffer.buffer(state.hash()),
                                install.merchant().value(),
                                install.module().value())
                        .addOffsetDateTime(at(now))
                        .addOffsetDateTime(at(expiresAt)))
                .replaceWithVoid();
    }

    /** What was begun with it, once and in time. */
    Uni<Optional<Install>> end(SqlClient database, InstallState state, Instant now) {
        return database.preparedQuery(END)
                .execute(Tuple.of(Buffer.buffer(state.hash()), at(now)))
                .map(rows -> rows.stream()
                        .filter(row -> row.getBoolean("in_time"))
                        .map(row -> new Install(Columns.address(row, "merchant"), Columns.address(row, "module")))
                        .findFirst());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
