package io.amser.discord.role.wish;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;

/** The SQL that leaves wishes, in the transaction of whatever gives reason to look. Locked in one order by everybody. */
@ApplicationScoped
public class Wishes {
    /**
     * A round makes nobody who waits any less urgent, and nobody who was put off more so. Of a server that has its turn nothing is inserted: that would wait for who holds it, and he waits for our wishes.
     */
    private static final String LEAVE = """
            WITH wished AS (
                     SELECT guild_id, user_id, min(lane) AS lane, bool_or(look) AS look, min(cause) AS cause
                       FROM (%s) AS concerned
                      GROUP BY guild_id, user_id),
                 turns AS (
                     INSERT INTO guild_turn (guild_id)
                     SELECT DISTINCT guild_id
                       FROM wished
                      WHERE NOT EXISTS (SELECT FROM guild_turn t WHERE t.guild_id = wished.guild_id)
                      ORDER BY guild_id
                         ON CONFLICT DO NOTHING)
            INSERT INTO sync_wish AS w (guild_id, user_id, lane, look, wished_at, not_before, cause)
            SELECT guild_id, user_id, lane, look, $1, $1, cause
              FROM wished
             ORDER BY guild_id, user_id
                ON CONFLICT (guild_id, user_id) DO UPDATE
               SET lane = LEAST(w.lane, EXCLUDED.lane),
                   look = w.look OR EXCLUDED.look,
                   version = w.version + 1,
                   not_before = CASE WHEN EXCLUDED.cause = 'RECONCILED' THEN w.not_before ELSE EXCLUDED.not_before END,
                   attempts = CASE WHEN EXCLUDED.cause = 'RECONCILED' THEN w.attempts ELSE 0 END,
                   cause = CASE WHEN EXCLUDED.lane <= w.lane THEN EXCLUDED.cause ELSE w.cause END
            """;

    private static final String FOR_MEMBER = LEAVE.formatted("""
            SELECT $5::text AS guild_id, $6::text AS user_id, $2::smallint AS lane, $3::boolean AS look, $4::text AS cause
            """);

    private static final String FOR_MEMBERS = LEAVE.formatted("""
            SELECT m.guild_id, m.user_id, $2::smallint AS lane, $3::boolean AS look, $4::text AS cause
              FROM UNNEST($5::text[], $6::text[]) AS m (guild_id, user_id)
            """);

    /** Everywhere where he has, had or may get anything, and where he is right now. */
    private static final String FOR_USER = LEAVE.formatted("""
            SELECT m.guild_id, l.user_id, $2::smallint AS lane, $3::boolean AS look, $4::text AS cause
              FROM wallet_link l
              JOIN subscription s ON s.subscriber = l.wallet
              JOIN mapping m ON m.module = s.module AND m.plan_id = s.plan_id
             WHERE l.user_id = $5
             UNION ALL
            SELECT guild_id, user_id, $2, $3, $4
              FROM member
             WHERE user_id = $5
             UNION ALL
            SELECT $6::text, $5, $2, $3, $4
             WHERE EXISTS (SELECT FROM connection WHERE guild_id = $6 AND condition = 'connected')
            """);

    /** Whoever is being looked at just now has a wish. */
    private static final String FOR_GUILD = LEAVE.formatted("""
            SELECT m.guild_id, l.user_id, $2::smallint AS lane, $3::boolean AS look, $4::text AS cause
              FROM mapping m
              JOIN subscription s ON s.module = m.module AND s.plan_id = m.plan_id
              JOIN wallet_link l ON l.wallet = s.subscriber
             WHERE m.guild_id = $5
             UNION ALL
            SELECT guild_id, user_id, $2, $3, $4
              FROM member
             WHERE guild_id = $5
             UNION ALL
            SELECT guild_id, user_id, $2, $3, $4
              FROM role_grant
             WHERE guild_id = $5
             UNION ALL
            SELECT guild_id, user_id, $2, $3, $4
              FROM sync_wish
             WHERE guild_id = $5
            """);

    /** Whom a plan may give a role and nobody has looked at: the event and the mapping, or the link, came at the same time. */
    private static final String FOR_STRANGERS = LEAVE.formatted("""
            SELECT m.guild_id, l.user_id, $2::smallint AS lane, $3::boolean AS look, $4::text AS cause
              FROM mapping m
              JOIN subscription s ON s.module = m.module AND s.plan_id = m.plan_id
              JOIN wallet_link l ON l.wallet = s.subscriber
             WHERE m.guild_id = $5
               AND NOT EXISTS (SELECT FROM member k WHERE k.guild_id = m.guild_id AND k.user_id = l.user_id)
            """);

    /** Whoever the plan may give a role, and whoever holds one at this server because of the module. */
    private static final String FOR_MAPPING = LEAVE.formatted("""
            SELECT $5::text AS guild_id, l.user_id, $2::smallint AS lane, $3::boolean AS look, $4::text AS cause
              FROM subscription s
              JOIN wallet_link l ON l.wallet = s.subscriber
             WHERE s.module = $6 AND s.plan_id = $7
             UNION ALL
            SELECT guild_id, user_id, $2, $3, $4
              FROM role_grant
             WHERE guild_id = $5 AND module = $6
            """);

    /** Whoever holds the role from us, and whoever a plan may give it. */
    private static final String FOR_ROLE = LEAVE.formatted("""
            SELECT m.guild_id, l.user_id, $2::smallint AS lane, $3::boolean AS look, $4::text AS cause
              FROM mapping m
              JOIN subscription s ON s.module = m.module AND s.plan_id = m.plan_id
              JOIN wallet_link l ON l.wallet = s.subscriber
             WHERE m.guild_id = $5 AND m.role_id = $6
             UNION ALL
            SELECT guild_id, user_id, $2, $3, $4
              FROM role_grant
             WHERE guild_id = $5 AND role_id = $6
            """);

    /** What the chain said about these wallets is out of date; nothing is read but links, subscriptions and mappings of these. */
    private static final String FOR_WALLETS = LEAVE.formatted("""
            SELECT m.guild_id, l.user_id, c.lane, c.look, c.cause
              FROM UNNEST($2::text[], $3::text[], $4::smallint[], $5::boolean[], $6::text[])
                AS c (module, wallet, lane, look, cause)
              JOIN wallet_link l ON l.wallet = c.wallet
              JOIN mapping m ON m.module = c.module
             WHERE EXISTS (SELECT
                             FROM subscription s
                            WHERE s.subscriber = c.wallet AND s.module = c.module AND s.plan_id = m.plan_id)
             UNION ALL
            SELECT g.guild_id, g.user_id, c.lane, c.look, c.cause
              FROM UNNEST($2::text[], $3::text[], $4::smallint[], $5::boolean[], $6::text[])
                AS c (module, wallet, lane, look, cause)
              JOIN wallet_link l ON l.wallet = c.wallet
              JOIN role_grant g ON g.user_id = l.user_id AND g.module = c.module
            """);

    private static final String INSPECT = """
            INSERT INTO guild_turn (guild_id)
            VALUES ($1)
                ON CONFLICT (guild_id) DO UPDATE
               SET inspected_at = 'epoch'
            """;

    private static final String FORGET_WORDS = """
            DELETE FROM chain_word w
             USING UNNEST($1::text[], $2::text[]) AS c (module, wallet)
             WHERE (w.module, w.wallet) = (c.module, c.wallet)
            """;

    private final InstantSource time;

    public Wishes(InstantSource time) {
        this.time = time;
    }

    public Uni<Void> leave(SqlClient tx, GuildId guild, UserId user, Cause cause) {
        return run(tx, FOR_MEMBER, because(cause).addString(guild.value()).addString(user.value()));
    }

    public Uni<Void> leaveForMembers(SqlClient tx, Collection<Whom> members, Cause cause) {
        if (members.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = because(cause)
                .addArrayOfString(
                        members.stream().map(whom -> whom.guild().value()).toArray(String[]::new))
                .addArrayOfString(
                        members.stream().map(whom -> whom.user().value()).toArray(String[]::new));
        return run(tx, FOR_MEMBERS, values);
    }

    /**
     * At every server where the user has, had or may get a role; before or after a link of his changes, in its transaction.
     *
     * @param here where he does it: whoever is known to be there is compared from then on, whatever we know of his wallets
     */
    public Uni<Void> leaveForUser(SqlClient tx, UserId user, Optional<GuildId> here, Cause cause) {
        return run(
                tx,
                FOR_USER,
                because(cause)
                        .addString(user.value())
                        .addString(here.map(GuildId::value).orElse(null)));
    }

    /**
     * Whoever holds the server's turn next looks at its roles, too. This comes before any wish is left in the same transaction:
     * who holds the turn waits for our wishes, and we for him.
     */
    public Uni<Void> inspect(SqlClient tx, GuildId guild) {
        return tx.preparedQuery(INSPECT).execute(Tuple.of(guild.value())).replaceWithVoid();
    }

    public Uni<Void> leaveForGuild(SqlClient tx, GuildId guild, Cause cause) {
        return run(tx, FOR_GUILD, because(cause).addString(guild.value()));
    }

    /** For those at the server whom nobody has looked at yet. */
    public Uni<Void> leaveForStrangers(SqlClient tx, GuildId guild, Cause cause) {
        return run(tx, FOR_STRANGERS, because(cause).addString(guild.value()));
    }

    public Uni<Void> leaveForMapping(SqlClient tx, GuildId guild, Address module, PlanId plan, Cause cause) {
        var values = because(cause)
                .addString(guild.value())
                .addString(module.value())
                .addLong(plan.value());
        return run(tx, FOR_MAPPING, values);
    }

    public Uni<Void> leaveForRole(SqlClient tx, GuildId guild, RoleId role, Cause cause) {
        return run(tx, FOR_ROLE, because(cause).addString(guild.value()).addString(role.value()));
    }

    /** For those of the wallets that are linked, where a plan of theirs gives a role. */
    public Uni<Void> leaveForWallets(SqlClient tx, Collection<Concern> concerns) {
        if (concerns.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var wallets = ColumnArrays.of(concerns).text(Concern::module).text(Concern::wallet);
        var columns = wallets.tuple();
        var values = Tuple.of(now())
                .addValue(columns.getValue(0))
                .addValue(columns.getValue(1))
                .addArrayOfShort(column(concerns))
                .addArrayOfBoolean(concerns.stream().map(c -> c.cause().look()).toArray(Boolean[]::new))
                .addArrayOfString(concerns.stream().map(c -> c.cause().name()).toArray(String[]::new));
        return tx.preparedQuery(FORGET_WORDS).execute(columns).chain(() -> run(tx, FOR_WALLETS, values));
    }

    private static Short[] column(Collection<Concern> concerns) {
        return concerns.stream().map(c -> c.cause().lane()).toArray(Short[]::new);
    }

    private Tuple because(Cause cause) {
        return Tuple.of(now()).addShort(cause.lane()).addBoolean(cause.look()).addString(cause.name());
    }

    private OffsetDateTime now() {
        return time.instant().atOffset(ZoneOffset.UTC);
    }

    private static Uni<Void> run(SqlClient tx, String sql, Tuple values) {
        return tx.preparedQuery(sql).execute(values).replaceWithVoid();
    }
}
