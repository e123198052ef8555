package io.amser.discord;

import io.amser.devstack.server.Database;
import io.amser.devstack.server.TestServers;
import io.amser.discord.role.Story;
import io.amser.discord.role.wish.Wishes;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.projection.Poison;
import io.amser.protocol.Address;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;

/** An empty database of the service, without the service. */
public final class DiscordDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 6;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final DiscordProjection projection;

    public DiscordDatabase() {
        this(InstantSource.system());
    }

    /** @param time by which wishes are left */
    public DiscordDatabase(InstantSource time) {
        this.projection = new DiscordProjection(new Wishes(time));
        var database = TestServers.freshDatabase("discord", DiscordDatabase::createTables);
        var options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        this.pool = PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .using(vertx)
                .build();
    }

    private static void createTables(Database empty) {
        Flyway.configure()
                .dataSource(empty.jdbcUrl(), empty.user(), empty.password())
                .locations("db/event-log", "db/readmodel", "db/discord")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    public Vertx vertx() {
        return vertx;
    }

    public Pool pool() {
        return pool;
    }

    public List<Row> query(String sql, Tuple values) {
        var rows = pool.preparedQuery(sql).execute(values).await().indefinitely();
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    public List<Row> query(String sql) {
        return query(sql, Tuple.tuple());
    }

    /** As it was at first. */
    public void empty() {
        query("""
                DO $$ BEGIN
                    EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(relname), ', ')
                               FROM pg_class
                              WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                                AND relname NOT IN ('flyway_schema_history', 'judged_head'));
                    UPDATE judged_head SET (written, log_offset, chain_time) = ('epoch', 0, 0);
                END $$
                """);
    }

    /** A merchant has connected the server. */
    public void connect(Address module, GuildId guild) {
        query("""
                INSERT INTO connection (module, guild_id, merchant, guild_name, connected_at)
                VALUES ($1, $2, $3, 'A server', now())
                """, Tuple.of(module.value(), guild.value(), Story.MERCHANT.value()));
    }

    /** A plan gives a role. */
    public void map(Address module, int plan, GuildId guild, RoleId role, String revokeOn) {
        query("""
                INSERT INTO mapping (module, guild_id, plan_id, role_id, revoke_on, created_at)
                VALUES ($1, $2, $3, $4, $5, now())
                    ON CONFLICT (module, guild_id, plan_id) DO UPDATE
                   SET (role_id, revoke_on) = (EXCLUDED.role_id, EXCLUDED.revoke_on)
                """, Tuple.of(module.value(), guild.value(), (long) plan, role.value(), revokeOn));
    }

    /** A wallet is a user's. */
    public void link(Address wallet, UserId user) {
        query("""
                INSERT INTO wallet_link (wallet, user_id, linked_at, message, signature)
                VALUES ($1, $2, now(), '', '')
                    ON CONFLICT (wallet) DO UPDATE
                   SET user_id = EXCLUDED.user_id
                """, Tuple.of(wallet.value(), user.value()));
    }

    /** A record that cannot be applied. */
    public void poison(Poison poison) {
        pool.withTransaction(tx -> projection.poisoned(tx, poison)).await().indefinitely();
    }

    /** One batch of the log. */
    public void apply(PublishedEvent... events) {
        pool.withTransaction(tx -> projection.apply(tx, List.of(events)))
                .await()
                .indefinitely();
    }

    @Override
    public void close() {
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
    }
}
