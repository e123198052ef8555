package io.amser.discord.role.presence;

import io.amser.discord.snowflake.GuildId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** The SQL about whether the bot is on a server. */
public final class BotPresence {
    private static final String REMOVED = """
            UPDATE connection
               SET condition = 'removed'
             WHERE guild_id = $1 AND condition = 'connected'
            """;

    /** What a server without any connection holds from us stays there: nobody will ever take it back. */
    private static final String FORGET_GRANTS = """
            DELETE FROM role_grant g
             WHERE guild_id = $1
               AND NOT EXISTS (SELECT FROM connection c WHERE c.guild_id = g.guild_id)
            """;

    private static final String FORGET_MEMBERS = """
            DELETE FROM member m
             WHERE guild_id = $1
               AND NOT EXISTS (SELECT FROM connection c WHERE c.guild_id = m.guild_id)
            """;

    private static final String RETURNED = """
            UPDATE connection
               SET condition = 'connected'
             WHERE guild_id = $1 AND condition = 'removed'
            """;

    private static final String END_OTHERS = """
            UPDATE connection
               SET condition = 'ended'
             WHERE guild_id = $1 AND condition = 'removed'
            """;

    private static final String SLEEP = """
            UPDATE member
               SET reconciled_at = 'infinity'
             WHERE guild_id = $1 AND reconciled_at < 'infinity'
            """;

    private static final String WAKE = """
            UPDATE member
               SET reconciled_at = $2
             WHERE guild_id = $1 AND reconciled_at = 'infinity'
            """;

    private static final String IS_AWAY = """
            SELECT EXISTS (SELECT FROM connection WHERE guild_id = $1 AND condition = 'removed')
               AND NOT EXISTS (SELECT FROM connection WHERE guild_id = $1 AND condition = 'connected')
            """;

    private static final String IS_OURS = """
            SELECT EXISTS (SELECT FROM connection WHERE guild_id = $1 AND condition <> 'ended')
                OR EXISTS (SELECT FROM role_grant WHERE guild_id = $1)
            """;

    public Uni<Void> removed(SqlClient tx, GuildId guild) {
        return run(tx, REMOVED, guild)
                .chain(() -> run(tx, FORGET_GRANTS, guild))
                .chain(() -> run(tx, FORGET_MEMBERS, guild))
                .replaceWithVoid();
    }

    /** Whoever removed it has put it back; answers whether it had been away. */
    public Uni<Boolean> returned(SqlClient tx, GuildId guild) {
        return run(tx, RETURNED, guild).map(rows -> rows > 0);
    }

    /** Where one module was connected anew, the others end with the removal: perhaps it was because of them. */
    public Uni<Void> endOthers(SqlClient tx, GuildId guild) {
        return run(tx, END_OTHERS, guild).replaceWithVoid();
    }

    /** No round begins with the server's members. */
    public Uni<Void> sleep(SqlClient tx, GuildId guild) {
        return run(tx, SLEEP, guild).replaceWithVoid();
    }

    /** Rounds begin with its members again, one interval from now. */
    public Uni<Void> wake(SqlClient tx, GuildId guild, Instant now) {
        return tx.preparedQuery(WAKE)
                .execute(Tuple.of(guild.value(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Whether it was removed from a server that is still connected. */
    public Uni<Boolean> isAway(SqlClient db, GuildId guild) {
        return is(db, IS_AWAY, guild);
    }

    /** Whether a server is connected, or its members still have roles from us. */
    public Uni<Boolean> isOurs(SqlClient db, GuildId guild) {
        return is(db, IS_OURS, guild);
    }

    private static Uni<Integer> run(SqlClient db, String sql, GuildId guild) {
        return db.preparedQuery(sql).execute(Tuple.of(guild.value())).map(rows -> rows.rowCount());
    }

    private static Uni<Boolean> is(SqlClient db, String sql, GuildId guild) {
        return db.preparedQuery(sql)
                .execute(Tuple.of(guild.value()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
