package io.amser.discord.interaction;

import io.amser.discord.snowflake.GuildId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/** The SQL about servers that merchants have connected, as commands see them. */
final class Servers {
    private static final String NAME = """
            SELECT guild_name
              FROM connection
             WHERE guild_id = $1 AND condition = 'connected'
             ORDER BY connected_at DESC
             LIMIT 1
            """;

    /** What the server is called; empty if nobody has connected it. */
    Uni<Optional<String>> name(SqlClient database, GuildId guild) {
        return database.preparedQuery(NAME)
                .execute(Tuple.of(guild.value()))
                .map(rows -> rows.stream().findFirst().map(row -> row.getString("guild_name")));
    }
}
