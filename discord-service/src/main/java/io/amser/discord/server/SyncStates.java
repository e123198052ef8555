package io.amser.discord.server;

import io.amser.discord.snowflake.GuildId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SQL that counts how servers stand. */
final class SyncStates {
    private static final String OF = """
            SELECT g.id AS guild_id,
                   (SELECT count(*)
                      FROM member m
                     WHERE m.guild_id = g.id AND m.condition = 'here'
                       AND EXISTS (SELECT FROM wallet_link l WHERE l.user_id = m.user_id)) AS linked_members,
                   (SELECT count(*) FROM role_grant r WHERE r.guild_id = g.id AND r.condition = 'granted') AS given,
                   (SELECT count(*) FROM role_grant r WHERE r.guild_id = g.id AND r.condition = 'contested') AS contested,
                   (SELECT count(*) FROM sync_wish w WHERE w.guild_id = g.id) AS pending,
                   (SELECT min(wished_at) FROM sync_wish w WHERE w.guild_id = g.id) AS oldest
              FROM UNNEST($1::text[]) AS g (id)
            """;

    Uni<Map<GuildId, SyncState>> of(SqlClient database, Collection<GuildId> guilds) {
        var ids = guilds.stream().map(GuildId::value).distinct().toArray(String[]::new);
        return database.preparedQuery(OF)
                .execute(Tuple.of((Object) ids))
                .map(rows -> rows.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                row -> new GuildId(row.getString("guild_id")), SyncStates::from)));
    }

    private static SyncState from(Row row) {
        return new SyncState(
                row.getLong("linked_members"),
                row.getLong("given"),
                row.getLong("contested"),
                row.getLong("pending"),
                Optional.ofNullable(row.getOffsetDateTime("oldest")).map(OffsetDateTime::toInstant));
    }
}
