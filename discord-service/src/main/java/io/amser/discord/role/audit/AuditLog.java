package io.amser.discord.role.audit;

import io.amser.discord.role.ledger.Basis;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The SQL about what was done. */
public final class AuditLog {
    private static final String WRITE = """
            INSERT INTO role_audit (
                   at, guild_id, user_id, role_id, action, reason, wallet, module, subscription_id, event_id, tx_hash,
                   status, code)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """;

    private static final String NEWEST = """
            SELECT DISTINCT ON (role_id) at, role_id, action, reason, status, code
              FROM (SELECT *
                      FROM role_audit
                     WHERE guild_id = $1 AND user_id = $2
                     ORDER BY id DESC
                     LIMIT $3) AS recent
             ORDER BY role_id, id DESC
            """;

    private static final int RECENT = 100;

    public Uni<Void> write(SqlClient tx, GuildId guild, UserId user, Entry entry) {
        var basis = entry.basis();
        var values = Tuple.of(
                        entry.at().atOffset(ZoneOffset.UTC),
                        guild.value(),
                        user.value(),
                        entry.role().value(),
                        entry.action().column(),
                        entry.reason())
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
                .addInteger(entry.status().orElse(null))
                .addInteger(entry.status().isPresent() ? entry.code() : null);
        return tx.preparedQuery(WRITE).execute(values).replaceWithVoid();
    }

    /** The newest line about each role of a member. */
    public Uni<List<Entry>> newest(SqlClient db, GuildId guild, UserId user) {
        return db.preparedQuery(NEWEST)
                .execute(Tuple.of(guild.value(), user.value(), (long) RECENT))
                .map(rows -> rows.stream().map(AuditLog::from).toList());
    }

    private static Entry from(Row row) {
        return new Entry(
                row.getOffsetDateTime("at").toInstant(),
                new RoleId(row.getString("role_id")),
                Action.of(row.getString("action")),
                row.getString("reason"),
                Optional.empty(),
                Optional.ofNullable(row.getInteger("status")),
                Optional.ofNullable(row.getInteger("code")).orElse(0));
    }
}
