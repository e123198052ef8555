package io.amser.discord.verification;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The SQL about links to verify. */
final class Verifications {
    /** How long one that is over can still say so. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String END_OTHERS = """
            UPDATE verification
               SET expires_at = $2
             WHERE user_id = $1 AND used_at IS NULL AND expires_at > $2 AND token_hash <> $3
            """;

    /** A few at a time: each new one makes room for itself. */
    private static final String FORGET = """
            DELETE FROM verification
             WHERE token_hash IN (SELECT token_hash
                                    FROM verification
                                   WHERE expires_at < $1
                                   LIMIT 10
                                     FOR UPDATE SKIP LOCKED)
            """;

    private static final String ADD = """
            INSERT INTO verification
                   (token_hash, interaction_id, user_id, user_name, guild_id, guild_name, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (interaction_id) DO NOTHING
            """;

    private static final String FIND = """
            SELECT user_id, user_name, guild_id, guild_name, created_at, expires_at, used_at
              FROM verification
             WHERE token_hash = $1
            """;

    private static final String USE = """
            UPDATE verification
               SET used_at = $2
             WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
            """;

    /** False if this interaction was given a link before. Only the newest link of a user works. */
    Uni<Boolean> add(SqlConnection tx, VerificationToken token, String interaction, Verification verification) {
        var member = verification.member();
        var created = at(verification.createdAt());
        var row = Tuple.tuple()
                .addValue(bytes(token))
                .addString(interaction)
                .addString(member.user().value())
                .addString(member.userName())
                .addString(member.guild().value())
                .addString(member.guildName())
                .addOffsetDateTime(created)
                .addOffsetDateTime(at(verification.expiresAt()));
        return tx.preparedQuery(FORGET)
                .execute(Tuple.of(created.minus(KEPT)))
                .chain(() -> tx.preparedQuery(ADD).execute(row))
                .map(added -> added.rowCount() == 1)
                .call(added -> added
                        ? endOthers(tx, token, member.user(), created)
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Void> endOthers(SqlConnection tx, VerificationToken token, UserId user, OffsetDateTime now) {
        return tx.preparedQuery(END_OTHERS)
                .execute(Tuple.of(user.value(), now, bytes(token)))
                .replaceWithVoid();
    }

    Uni<Optional<Verification>> find(SqlClient database, VerificationToken token) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(bytes(token)))
                .map(rows -> rows.stream().findFirst().map(Verifications::verification));
    }

    /** False if it is over, or somebody was faster; of two at the same time one is told so. */
    Uni<Boolean> use(SqlConnection tx, VerificationToken token, Instant now) {
        return tx.preparedQuery(USE).execute(Tuple.of(bytes(token), at(now))).map(used -> used.rowCount() == 1);
    }

    private static Verification verification(Row row) {
        var member = new Verification.Member(
                new UserId(row.getString("user_id")),
                row.getString("user_name"),
                new GuildId(row.getString("guild_id")),
                row.getString("guild_name"));
        return new Verification(
                member,
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getOffsetDateTime("used_at") != null);
    }

    private static Buffer bytes(VerificationToken token) {
        return Buffer.buffer(token.hash());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
