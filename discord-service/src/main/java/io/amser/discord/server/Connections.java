package io.amser.discord.server;

import io.amser.discord.snowflake.GuildId;
import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;

/** The SQL about which module is connected to which server. */
final class Connections {
    private static final String OF_MERCHANT = """
            SELECT *
              FROM connection
             WHERE merchant = $1
             ORDER BY connected_at, module, guild_id
            """;

    /** Two of the same module wait for each other, so that both are counted. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('connection ' || $1, 0))";

    private static final String OTHERS = """
            SELECT count(*) AS others
              FROM connection
             WHERE module = $1 AND guild_id <> $2
            """;

    private static final String STORE = """
            INSERT INTO connection (module, guild_id, merchant, guild_name, connected_at)
            VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (module, guild_id) DO UPDATE
               SET (guild_name, condition) = (EXCLUDED.guild_name, 'connected')
            """;

    private static final String REMOVE = """
            DELETE FROM connection
             WHERE module = $1 AND guild_id = $2
            """;

    Uni<List<Connection>> of(SqlClient database, Address merchant) {
        return database.preparedQuery(OF_MERCHANT)
                .execute(Tuple.of(merchant.value()))
                .map(rows -> rows.stream().map(Connections::from).toList());
    }

    /** Tells whether there was room for it. */
    Uni<Boolean> store(SqlConnection tx, Connection connection, int most) {
        var module = connection.module().value();
        var guild = connection.guild().value();
        var values = Tuple.of(module, guild, connection.merchant().value(), connection.name())
                .addOffsetDateTime(connection.connectedAt().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(module))
                .chain(() -> tx.preparedQuery(OTHERS).execute(Tuple.of(module, guild)))
                .map(rows -> rows.iterator().next().getLong("others") < most)
                .call(room -> room
                        ? tx.preparedQuery(STORE).execute(values)
                        : Uni.createFrom().voidItem());
    }

    /** With all that it maps. */
    Uni<Void> remove(SqlConnection tx, Connection connection) {
        return tx.preparedQuery(REMOVE)
                .execute(
                        Tuple.of(connection.module().value(), connection.guild().value()))
                .replaceWithVoid();
    }

    private static Connection from(Row row) {
        return new Connection(
                Columns.address(row, "module"),
                Columns.address(row, "merchant"),
                new GuildId(row.getString("guild_id")),
                row.getString("guild_name"),
                row.getOffsetDateTime("connected_at").toInstant(),
                ConnectionState.of(row.getString("condition")));
    }
}
