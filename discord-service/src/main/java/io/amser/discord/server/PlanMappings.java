package io.amser.discord.server;

import io.amser.discord.role.standing.RevokeOn;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** The SQL about which plan gives which role. */
final class PlanMappings {
    private static final String OF = """
            SELECT m.*
              FROM UNNEST($1::text[], $2::text[]) AS c (module, guild_id)
              JOIN mapping m USING (module, guild_id)
             ORDER BY m.plan_id
            """;

    /** Two at one server wait for each other, so that both are counted. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('mapping ' || $1, 0))";

    private static final String OTHERS = """
            SELECT count(*) AS others
              FROM mapping_in_force
             WHERE guild_id = $1 AND (module, plan_id) <> ($2, $3)
            """;

    private static final String STORE = """
            INSERT INTO mapping (module, guild_id, plan_id, role_id, revoke_on, created_at)
            SELECT module, guild_id, $3, $4, $5, $6
              FROM connection
             WHERE module = $1 AND guild_id = $2
                ON CONFLICT (module, guild_id, plan_id) DO UPDATE
               SET (role_id, revoke_on) = (EXCLUDED.role_id, EXCLUDED.revoke_on)
            """;

    private static final String REMOVE = """
            DELETE FROM mapping
             WHERE module = $1 AND guild_id = $2 AND plan_id = $3
            """;

    Uni<List<PlanMapping>> of(SqlClient database, Collection<Connection> connections) {
        var modules = connections.stream()
                .map(connection -> connection.module().value())
                .toArray(String[]::new);
        var guilds = connections.stream()
                .map(connection -> connection.guild().value())
                .toArray(String[]::new);
        return database.preparedQuery(OF)
                .execute(Tuple.of(modules, guilds))
                .map(rows -> rows.stream().map(PlanMappings::from).toList());
    }

    /** Tells whether there was room for it. */
    Uni<Boolean> store(SqlConnection tx, PlanMapping mapping, int most) {
        var guild = mapping.guild().value();
        var module = mapping.plan().module().value();
        var plan = mapping.plan().id().value();
        var values = Tuple.of(
                        module,
                        guild,
                        plan,
                        mapping.role().value(),
                        mapping.revokeOn().apiName())
                .addOffsetDateTime(mapping.createdAt().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(guild))
                .chain(() -> tx.preparedQuery(OTHERS).execute(Tuple.of(guild, module, plan)))
                .map(rows -> rows.iterator().next().getLong("others") < most)
                .call(room -> room
                        ? tx.preparedQuery(STORE).execute(values)
                        : Uni.createFrom().voidItem());
    }

    /** Tells whether there was one. */
    Uni<Boolean> remove(SqlConnection tx, GuildId guild, PlanKey plan) {
        return tx.preparedQuery(REMOVE)
                .execute(
                        Tuple.of(plan.module().value(), guild.value(), plan.id().value()))
                .map(removed -> removed.rowCount() == 1);
    }

    private static PlanMapping from(Row row) {
        return new PlanMapping(
                new PlanKey(Columns.address(row, "module"), new PlanId(row.getLong("plan_id"))),
                new GuildId(row.getString("guild_id")),
                new RoleId(row.getString("role_id")),
                RevokeOn.ofApiName(row.getString("revoke_on")),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
