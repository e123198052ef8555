package io.amser.discord.role.fault;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;

/** The SQL about roles that Discord does not let us change. */
public final class RoleFaults {
    private static final String OF_GUILD = """
            SELECT role_id, code, since
              FROM role_fault
             WHERE guild_id = $1
             ORDER BY role_id
            """;

    private static final String NOTE = """
            INSERT INTO role_fault (guild_id, role_id, code, since)
            VALUES ($1, $2, $3, $4)
                ON CONFLICT (guild_id, role_id) DO UPDATE
               SET code = EXCLUDED.code
            """;

    private static final String MEND = """
            DELETE FROM role_fault
             WHERE guild_id = $1 AND role_id = $2
            """;

    public Uni<List<RoleFault>> of(SqlClient db, GuildId guild) {
        return db.preparedQuery(OF_GUILD)
                .execute(Tuple.of(guild.value()))
                .map(rows -> rows.stream().map(RoleFaults::from).toList());
    }

    public Uni<Void> note(SqlClient tx, GuildId guild, RoleFault fault) {
        return tx.preparedQuery(NOTE)
                .execute(Tuple.of(
                        guild.value(),
                        fault.role().value(),
                        fault.code(),
                        fault.since().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Answers whether there was one. */
    public Uni<Boolean> mend(SqlClient tx, GuildId guild, RoleId role) {
        return tx.preparedQuery(MEND)
                .execute(Tuple.of(guild.value(), role.value()))
                .map(rows -> rows.rowCount() > 0);
    }

    private static RoleFault from(Row row) {
        return new RoleFault(
                new RoleId(row.getString("role_id")),
                row.getInteger("code"),
                row.getOffsetDateTime("since").toInstant());
    }
}
