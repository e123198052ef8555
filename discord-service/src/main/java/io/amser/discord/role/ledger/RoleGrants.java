package io.amser.discord.role.ledger;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.EventId;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.TxHash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The SQL about the roles that we gave. */
public final class RoleGrants {
    private static final String OF_MEMBER = """
            SELECT *
              FROM role_grant
             WHERE guild_id = $1 AND user_id = $2
             ORDER BY role_id
            """;

    /** Keeps the time at which it was first given. */
    private static final String STORE = """
            INSERT INTO role_grant (
                   guild_id, user_id, role_id, condition, granted_at, wallet, module, subscription_id, event_id, tx_hash,
                   undone)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                ON CONFLICT (guild_id, user_id, role_id) DO UPDATE
               SET (condition, wallet, module, subscription_id, event_id, tx_hash, undone) =
                   (EXCLUDED.condition, EXCLUDED.wallet, EXCLUDED.module, EXCLUDED.subscription_id, EXCLUDED.event_id,
                    EXCLUDED.tx_hash, EXCLUDED.undone)
            """;

    private static final String REMOVE = """
            DELETE FROM role_grant
             WHERE guild_id = $1 AND user_id = $2 AND role_id = $3
            """;

    private static final String REMOVE_ALL_OF_MEMBER = """
            DELETE FROM role_grant
             WHERE guild_id = $1 AND user_id = $2
            """;

    private static final String REMOVE_ROLE = """
            DELETE FROM role_grant
             WHERE guild_id = $1 AND role_id = $2
            """;

    public Uni<List<RoleGrant>> of(SqlClient db, GuildId guild, UserId user) {
        return db.preparedQuery(OF_MEMBER)
                .execute(Tuple.of(guild.value(), user.value()))
                .map(rows -> rows.stream().map(RoleGrants::from).toList());
    }

    public Uni<Void> store(SqlClient tx, GuildId guild, UserId user, RoleGrant grant, Instant now) {
        var basis = grant.basis();
        var values = Tuple.of(
                        guild.value(),
                        user.value(),
                        grant.role().value(),
                        grant.condition().column(),
                        now.atOffset(ZoneOffset.UTC))
                .addString(basis.map(b -> b.wallet().value()).orElse(null))
                .addString(basis.map(b -> b.module().value()).orElse(null))
                .addValue(basis.flatMap(Basis::subscription)
                        .map(id -> Numeric.create(id.value()))
                        .orElse(null))
                .addString(basis.flatMap(Basis::payment)
                        .map(payment -> payment.event().value())
                        .orElse(null))
                .addString(basis.flatMap(Basis::payment)
                        .map(payment -> payment.tx().value())
                        .orElse(null))
                .addInteger(grant.undone());
        return tx.preparedQuery(STORE).execute(values).replaceWithVoid();
    }

    public Uni<Void> remove(SqlClient tx, GuildId guild, UserId user, RoleId role) {
        return tx.preparedQuery(REMOVE)
                .execute(Tuple.of(guild.value(), user.value(), role.value()))
                .replaceWithVoid();
    }

    /** Of a member who has left: Discord has taken his roles. */
    public Uni<Void> removeAll(SqlClient tx, GuildId guild, UserId user) {
        return tx.preparedQuery(REMOVE_ALL_OF_MEMBER)
                .execute(Tuple.of(guild.value(), user.value()))
                .replaceWithVoid();
    }

    /** Of a role that was deleted. */
    public Uni<Void> removeRole(SqlClient tx, GuildId guild, RoleId role) {
        return tx.preparedQuery(REMOVE_ROLE)
                .execute(Tuple.of(guild.value(), role.value()))
                .replaceWithVoid();
    }

    private static RoleGrant from(Row row) {
        return new RoleGrant(
                new RoleId(row.getString("role_id")),
                Condition.of(row.getString("condition")),
                basis(row),
                row.getInteger("undone"));
    }

    private static Optional<Basis> basis(Row row) {
        return row.getString("wallet") == null || row.getString("module") == null
                ? Optional.empty()
                : Optional.of(new Basis(
                        Columns.address(row, "wallet"),
                        Columns.address(row, "module"),
                        Optional.ofNullable(row.getNumeric("subscription_id"))
                                .map(number -> new SubscriptionId(number.bigIntegerValue())),
                        Optional.ofNullable(row.getString("event_id"))
                                .map(event ->
                                        new Basis.Payment(new EventId(event), new TxHash(row.getString("tx_hash"))))));
    }
}
