package io.amser.discord.role.lapse;

import io.amser.discord.role.wish.Whom;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.amser.protocol.ChainTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The SQL about members whom chain time concerns. */
final class DueMembers {
    /** They are due again when somebody has looked at them. Who is being written right now is due a head later. */
    private static final String TAKE = """
            UPDATE member m
               SET next_change_at = NULL
              FROM (SELECT guild_id, user_id
                      FROM member
                     WHERE next_change_at <= $1
                     ORDER BY next_change_at
                     LIMIT $2
                       FOR UPDATE SKIP LOCKED) AS due
             WHERE m.guild_id = due.guild_id AND m.user_id = due.user_id
            RETURNING m.guild_id, m.user_id
            """;

    private static final String NOT_YET = """
            SELECT guild_id, user_id
              FROM member
             WHERE last_change_at > $1
            """;

    Uni<List<Whom>> take(SqlConnection tx, ChainTime now, int most) {
        return tx.preparedQuery(TAKE)
                .execute(Tuple.of(now.seconds(), (long) most))
                .map(DueMembers::members);
    }

    /** Those whose time had come by a head that the chain went back behind. */
    Uni<List<Whom>> notYet(SqlConnection tx, ChainTime now) {
        return tx.preparedQuery(NOT_YET).execute(Tuple.of(now.seconds())).map(DueMembers::members);
    }

    private static List<Whom> members(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Whom(new GuildId(row.getString("guild_id")), new UserId(row.getString("user_id"))))
                .toList();
    }
}
