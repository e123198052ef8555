package io.amser.discord.role.sync;

import io.amser.discord.role.wish.Cause;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.amser.protocol.ChainTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The SQL about wishes that are being followed, and about the members whom they were left for. */
final class PendingWishes {
    /** What nobody waits for comes last, and whom nobody could be told about after those whom nobody has asked about. */
    private static final String NEXT = """
            SELECT user_id, look, version, attempts, cause
              FROM sync_wish
             WHERE guild_id = $1 AND not_before <= $2
             ORDER BY lane = 2, attempts, lane, wished_at
             LIMIT 1
            """;

    private static final String REMOVE = """
            DELETE FROM sync_wish
             WHERE guild_id = $1 AND user_id = $2 AND version = $3
            """;

    private static final String REMOVE_ALL = """
            DELETE FROM sync_wish
             WHERE guild_id = $1
            """;

    private static final String PUT_OFF = """
            UPDATE sync_wish
               SET not_before = $4, attempts = attempts + 1
             WHERE guild_id = $1 AND user_id = $2 AND version = $3
            """;

    private static final String NOTE_MEMBER = """
            INSERT INTO member AS m (guild_id, user_id, condition, next_change_at, last_change_at, reconciled_at)
            VALUES ($1, $2, coalesce($3, 'here'), $4, $5, $6)
                ON CONFLICT (guild_id, user_id) DO UPDATE
               SET condition = coalesce($3, m.condition),
                   next_change_at = EXCLUDED.next_change_at,
                   last_change_at = EXCLUDED.last_change_at
            """;

    /** Nobody looks after somebody without a wallet, or at a server that gives nothing, once we have taken back what was ours. */
    private static final String FORGET_MEMBER = """
            DELETE FROM member m
             WHERE guild_id = $1 AND user_id = $2
               AND (NOT EXISTS (SELECT FROM connection c WHERE c.guild_id = m.guild_id)
                    OR NOT EXISTS (SELECT FROM wallet_link l WHERE l.user_id = m.user_id))
               AND NOT EXISTS (SELECT FROM role_grant g WHERE g.guild_id = m.guild_id AND g.user_id = m.user_id)
            """;

    /**
     * What is known about a member when his wish was followed.
     *
     * @param here empty if nobody had to ask
     */
    record Seen(Optional<Boolean> here, Optional<ChainTime> nextChange, Optional<ChainTime> lastChange) {}

    Uni<Optional<Wish>> next(SqlClient db, GuildId guild, Instant now) {
        return db.preparedQuery(NEXT)
                .execute(Tuple.of(guild.value(), time(now)))
                .map(rows -> rows.stream().map(PendingWishes::wish).findFirst());
    }

    /** Unless it was renewed. */
    Uni<Void> remove(SqlClient tx, GuildId guild, Wish wish) {
        return tx.preparedQuery(REMOVE)
                .execute(Tuple.of(guild.value(), wish.user().value(), wish.version()))
                .replaceWithVoid();
    }

    /** Of a server that the bot was removed from. */
    Uni<Void> removeAll(SqlClient tx, GuildId guild) {
        return tx.preparedQuery(REMOVE_ALL).execute(Tuple.of(guild.value())).replaceWithVoid();
    }

    Uni<Void> putOff(SqlClient db, GuildId guild, Wish wish, Instant until) {
        return db.preparedQuery(PUT_OFF)
                .execute(Tuple.of(guild.value(), wish.user().value(), wish.version(), time(until)))
                .replaceWithVoid();
    }

    /** Whoever was not known is compared with everything one interval from now. */
    Uni<Void> note(SqlClient tx, GuildId guild, UserId user, Seen seen, Instant now) {
        return tx.preparedQuery(NOTE_MEMBER)
                .execute(Tuple.of(guild.value(), user.value())
                        .addString(
                                seen.here().map(here -> here ? "here" : "left").orElse(null))
                        .addLong(seen.nextChange().map(ChainTime::seconds).orElse(null))
                        .addLong(seen.lastChange().map(ChainTime::seconds).orElse(null))
                        .addOffsetDateTime(time(now)))
                .chain(() -> tx.preparedQuery(FORGET_MEMBER).execute(Tuple.of(guild.value(), user.value())))
                .replaceWithVoid();
    }

    private static Wish wish(Row row) {
        return new Wish(
                new UserId(row.getString("user_id")),
                row.getBoolean("look"),
                row.getLong("version"),
                row.getInteger("attempts"),
                Cause.valueOf(row.getString("cause")));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
