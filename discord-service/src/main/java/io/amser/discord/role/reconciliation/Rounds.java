package io.amser.discord.role.reconciliation;

import io.amser.discord.role.wish.Cause;
import io.amser.discord.role.wish.Whom;
import io.amser.discord.role.wish.Wishes;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Begins to look at members whom nobody has looked at for long: the longest first, so many at a time. */
public final class Rounds {
    /** Whoever waits no longer than that is not kept waiting. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** While somebody waits for a role to come or go, only who has waited twice as long is looked at for no such reason. */
    private static final String BEGIN = """
            UPDATE member m
               SET reconciled_at = $1
              FROM (SELECT guild_id, user_id
                      FROM member
                     WHERE reconciled_at < CASE
                               WHEN EXISTS (SELECT
                                              FROM sync_wish w
                                              JOIN guild_turn t USING (guild_id)
                                             WHERE w.lane < 2 AND w.attempts = 0 AND w.not_before <= $2
                                               AND t.resume_at <= $1) THEN $4::timestamptz
                               ELSE $3::timestamptz
                           END
                     ORDER BY reconciled_at
                     LIMIT $5
                       FOR UPDATE SKIP LOCKED) AS due
             WHERE m.guild_id = due.guild_id AND m.user_id = due.user_id
            RETURNING m.guild_id, m.user_id
            """;

    private static final String WAITING = """
            SELECT count(*) AS members, min(wished_at) AS since
              FROM sync_wish
            """;

    private final Pool database;
    private final Wishes wishes;
    private final Duration interval;
    private final int pace;
    private final InstantSource time;

    public Rounds(Pool database, Wishes wishes, Duration interval, int pace, InstantSource time) {
        this.database = database;
        this.wishes = wishes;
        this.interval = interval;
        this.pace = pace;
        this.time = time;
    }

    /** How many members wait to be looked at, for whatever reason, and how long the first of them has. */
    public record Waiting(long members, Duration longest) {}

    public Uni<Waiting> begin() {
        var now = time.instant();
        var values = Tuple.of(
                at(now), at(now.minus(MOMENT)), at(now.minus(interval)), at(now.minus(interval.multipliedBy(2))), (long)
                        pace);
        return database.withTransaction(tx -> tx.preparedQuery(BEGIN)
                .execute(values)
                .map(rows -> rows.stream()
                        .map(row ->
                                new Whom(new GuildId(row.getString("guild_id")), new UserId(row.getString("user_id"))))
                        .toList())
                .chain(due -> wishes.leaveForMembers(tx, due, Cause.RECONCILED))
                .chain(() -> waiting(tx, now)));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Uni<Waiting> waiting(SqlClient db, Instant now) {
        return db.query(WAITING).execute().map(rows -> {
            var row = rows.iterator().next();
            var since = row.getOffsetDateTime("since");
            return new Waiting(
                    row.getLong("members"), since == null ? Duration.ZERO : Duration.between(since.toInstant(), now));
        });
    }
}
