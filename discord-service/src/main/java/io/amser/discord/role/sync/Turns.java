package io.amser.discord.role.sync;

import io.amser.discord.snowflake.GuildId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The SQL about whose turn it is to change a server's roles. */
final class Turns {
    /** Earlier than whatever else is written there, so that another process inspects if this one dies. */
    private static final Instant UNDER_WAY = Instant.EPOCH.minusSeconds(1);

    /** Longer than everything between two renewals: a request to Discord, and what is written about it. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /**
     * Who was served longest ago comes first. A server is looked after if a member waits, or if its roles were not looked at for
     * long. Those at which nobody waits are not read: from each server with wishes it is one step to the next one.
     */
    private static final String TAKE = """
            WITH RECURSIVE wished (guild_id) AS (
                     SELECT min(guild_id) FROM sync_wish
                      UNION ALL
                     SELECT (SELECT min(w.guild_id) FROM sync_wish w WHERE w.guild_id > wished.guild_id)
                       FROM wished
                      WHERE wished.guild_id IS NOT NULL),
                 unseen AS (
                     SELECT guild_id
                       FROM guild_turn
                      WHERE inspected_at < $4 AND leased_until <= $1 AND resume_at <= $1
                      ORDER BY inspected_at
                      LIMIT $5)
            UPDATE guild_turn t
               SET leased_until = $2, holder = $3
              FROM (SELECT g.guild_id
                      FROM (SELECT guild_id FROM wished UNION SELECT guild_id FROM unseen) AS candidate
                      JOIN guild_turn g USING (guild_id)
                     WHERE g.leased_until <= $1 AND g.resume_at <= $1
                       AND (g.inspected_at < $4
                            OR EXISTS (SELECT
                                         FROM sync_wish w
                                        WHERE w.guild_id = g.guild_id AND w.not_before <= $1))
                     ORDER BY g.leased_until
                     LIMIT $5
                       FOR UPDATE OF g SKIP LOCKED) AS free
             WHERE t.guild_id = free.guild_id
            RETURNING t.guild_id, t.inspected_at, t.attempts
            """;

    /** In a transaction: until it ends, whoever wants to take the turn over passes by. */
    private static final String HOLD = """
            UPDATE guild_turn
               SET leased_until = $3
             WHERE guild_id = $1 AND holder = $2
            """;

    private static final String RELEASE = """
            UPDATE guild_turn
               SET (leased_until, holder, resume_at, attempts) = ($3, NULL, $4, $5)
             WHERE guild_id = $1 AND holder = $2
            """;

    private static final String INSPECTING = """
            UPDATE guild_turn
               SET inspected_at = $3
             WHERE guild_id = $1 AND holder = $2
            """;

    /** Unless somebody has asked for another one meanwhile. */
    private static final String INSPECTED = """
            UPDATE guild_turn
               SET inspected_at = $3
             WHERE guild_id = $1 AND inspected_at = $2
            """;

    Uni<List<Turn>> take(SqlClient db, int most, Instant now, Instant inspectedBefore) {
        var holder = UUID.randomUUID();
        return db.preparedQuery(TAKE)
                .execute(Tuple.of(time(now), time(now.plus(LEASE)), holder, time(inspectedBefore), (long) most))
                .map(rows -> rows.stream()
                        .map(row -> new Turn(
                                new GuildId(row.getString("guild_id")),
                                holder,
                                row.getOffsetDateTime("inspected_at").toInstant(),
                                row.getInteger("attempts")))
                        .toList());
    }

    /** Renews the lease, so that a request to Discord that follows ends within it; fails with {@link TurnLost} if somebody else has the turn. */
    Uni<Void> hold(SqlClient db, Turn turn, Instant now) {
        return db.preparedQuery(HOLD)
                .execute(Tuple.of(turn.guild().value(), turn.holder(), time(now.plus(LEASE))))
                .invoke(held -> {
                    if (held.rowCount() != 1) {
                        throw new TurnLost(turn);
                    }
                })
                .replaceWithVoid();
    }

    Uni<Void> release(SqlClient db, Turn turn, Instant now, Instant resumeAt, int attempts) {
        return db.preparedQuery(RELEASE)
                .execute(Tuple.of(turn.guild().value(), turn.holder(), time(now), time(resumeAt), attempts))
                .replaceWithVoid();
    }

    /** An inspection begins: what is asked from here on is told by the next one at the latest. */
    Uni<Void> inspecting(SqlClient db, Turn turn) {
        return db.preparedQuery(INSPECTING)
                .execute(Tuple.of(turn.guild().value(), turn.holder(), time(UNDER_WAY)))
                .replaceWithVoid();
    }

    /** The inspection that began with {@link #inspecting} is over. */
    Uni<Void> inspected(SqlClient tx, GuildId guild, Instant at) {
        return tx.preparedQuery(INSPECTED)
                .execute(Tuple.of(guild.value(), time(UNDER_WAY), time(at)))
                .replaceWithVoid();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
