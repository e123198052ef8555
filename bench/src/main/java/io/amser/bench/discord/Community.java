package io.amser.bench.discord;

import io.amser.bench.made.MadeLog;
import io.amser.bench.made.MadeModule;
import io.amser.bench.made.MadeSubscription;
import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.discord.DiscordUser;
import io.amser.devstack.server.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Servers with a module behind each, and members who have linked the wallets that they subscribe with. */
final class Community {
    static final int SERVERS = 200;

    /** Of each server: who pays from the beginning. */
    static final int MEMBERS = 50;

    /** Of each server: who pays while it is measured. */
    static final int NEWCOMERS = 6;

    private static final int COLOR = 0x2ecc71;

    private static final String CONNECT = """
            INSERT INTO connection (module, guild_id, merchant, guild_name, connected_at)
            VALUES (?, ?, ?, 'Server', now())
            """;

    private static final String MAP = """
            INSERT INTO mapping (module, guild_id, plan_id, role_id, created_at)
            VALUES (?, ?, ?, ?, now())
            """;

    private static final String LINK = """
            INSERT INTO wallet_link (wallet, user_id, linked_at, message, signature)
            VALUES (?, ?, now(), '', '')
            """;

    private final List<Server> servers = new ArrayList<>();
    private final Map<String, Integer> placesByUser = new HashMap<>();

    private record Server(String guild, MadeModule module, List<DiscordUser> users) {

        MadeSubscription subscription(int member) {
            return new MadeSubscription(module, member + 1L);
        }
    }

    /** As merchants and members would have made it by hand. */
    static Community gather(DiscordStandIn discord, Database database) {
        var community = new Community();
        try (var connection = database.connect();
                var connect = connection.prepareStatement(CONNECT);
                var map = connection.prepareStatement(MAP);
                var link = connection.prepareStatement(LINK)) {
            connection.setAutoCommit(false);
            for (var number = 0; number < SERVERS; number++) {
                community.add(discord, new MadeModule(number), connect, map, link);
            }
            connect.executeBatch();
            map.executeBatch();
            link.executeBatch();
            connection.commit();
            return community;
        } catch (SQLException e) {
            throw new IllegalStateException("The community could not be linked", e);
        }
    }

    private void add(
            DiscordStandIn discord,
            MadeModule module,
            PreparedStatement connect,
            PreparedStatement map,
            PreparedStatement link)
            throws SQLException {
        var guild = discord.createGuild("Server " + module.number(), discord.createUser("Owner"));
        discord.install(guild);
        var role = discord.createRole(guild, "Subscriber", COLOR);
        discord.raiseBot(guild);
        var users = IntStream.range(0, MEMBERS + NEWCOMERS)
                .mapToObj(_ -> discord.createUser("Member"))
                .toList();
        var server = new Server(guild, module, users);
        batch(connect, module.address().value(), guild, module.merchant().value());
        batch(map, module.address().value(), guild, MadeLog.PLAN.value(), role);
        for (var member = 0; member < users.size(); member++) {
            var user = users.get(member);
            discord.join(guild, user);
            batch(link, server.subscription(member).wallet().value(), user.id());
            if (member >= MEMBERS) {
                placesByUser.put(user.id(), (member - MEMBERS) * SERVERS + servers.size());
            }
        }
        servers.add(server);
    }

    private static void batch(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    void subscribe(MadeLog log) {
        servers.forEach(server -> log.open(server.module()));
        for (var member = 0; member < MEMBERS + NEWCOMERS; member++) {
            for (var server : servers) {
                log.subscribe(server.subscription(member));
            }
        }
        log.publish();
    }

    static int members() {
        return SERVERS * MEMBERS;
    }

    static int newcomers() {
        return SERVERS * NEWCOMERS;
    }

    /** Servers take turns. */
    MadeSubscription member(int place) {
        return servers.get(place % SERVERS).subscription(place / SERVERS);
    }

    /** Servers take turns. */
    MadeSubscription newcomer(int place) {
        return servers.get(place % SERVERS).subscription(MEMBERS + place / SERVERS);
    }

    /** Of a newcomer, by his number at Discord. */
    Optional<Integer> placeOfNewcomer(String user) {
        return Optional.ofNullable(placesByUser.get(user));
    }
}
