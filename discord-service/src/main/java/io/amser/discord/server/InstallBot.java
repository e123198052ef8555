package io.amser.discord.server;

import io.amser.discord.problem.DiscordProblem;
import io.amser.discord.rest.DiscordConfig;
import io.amser.discord.role.presence.BotPresence;
import io.amser.discord.role.wish.Cause;
import io.amser.discord.role.wish.Wishes;
import io.amser.discord.server.Installs.Install;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.verification.WebAppConfig;
import io.amser.jsonroutes.CommonProblem;
import io.amser.jsonroutes.ProblemException;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Sends a merchant to Discord, where he lets the bot onto a server of his, and takes him back. */
@ApplicationScoped
class InstallBot {
    private static final Logger LOG = Logger.getLogger(InstallBot.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long MANAGE_ROLES = 1L << 28;

    private final Pool database;
    private final InstantSource time;
    private final AskDiscord discord;
    private final DiscordConfig config;
    private final WebAppConfig web;
    private final ServerConfig limits;
    private final Wishes wishes;
    private final SecureRandom random = new SecureRandom();
    private final Installs installs = new Installs();
    private final Connections connections = new Connections();
    private final BotPresence presence = new BotPresence();

    InstallBot(
            Pool database,
            InstantSource time,
            AskDiscord discord,
            DiscordConfig config,
            WebAppConfig web,
            ServerConfig limits,
            Wishes wishes) {
        this.database = database;
        this.time = time;
        this.discord = discord;
        this.config = config;
        this.web = web;
        this.limits = limits;
        this.wishes = wishes;
    }

    /** Where the merchant has to go. */
    Uni<URI> begin(Address merchant, Address module) {
        var state = InstallState.random(random);
        var now = time.instant();
        var consent = consent(state);
        return installs.begin(database, state, new Install(merchant, module), now, now.plus(PATIENCE))
                .replaceWith(consent);
    }

    /** The server is the one that Discord names with the code, whatever else may stand in the address that he came back by. */
    Uni<Connection> finish(Address merchant, InstallState state, String code) {
        return installs.end(database, state, time.instant())
                .map(begun -> begun.filter(install -> install.merchant().equals(merchant))
                        .orElseThrow(InstallBot::notBegun))
                .chain(install -> discord.exchange(code, redirect())
                        .map(guild -> new Connection(
                                install.module(),
                                merchant,
                                guild.id(),
                                guild.name(),
                                time.instant(),
                                ConnectionState.CONNECTED)))
                .call(connection -> database.withTransaction(tx -> connect(tx, connection))
                        .onFailure(ProblemException.class)
                        .call(() -> turnBack(connection.guild())));
    }

    /** Whatever was missed while the bot was not there is found. */
    private Uni<Void> connect(SqlConnection tx, Connection connection) {
        var guild = connection.guild();
        return wishes.inspect(tx, guild)
                .chain(() -> connections.store(tx, connection, limits.perModule()))
                .invoke(room -> {
                    if (!room) {
                        throw tooMany();
                    }
                })
                .chain(() -> presence.endOthers(tx, guild))
                .chain(() -> presence.wake(tx, guild, time.instant()))
                .chain(() -> wishes.leaveForGuild(tx, guild, Cause.HEALED));
    }

    /** The bot stays on no server for nothing. */
    private Uni<Void> turnBack(GuildId guild) {
        return presence.isOurs(database, guild)
                .chain(ours -> ours ? Uni.createFrom().voidItem() : discord.leave(guild))
                .onFailure()
                .invoke(failure -> LOG.warnf("The bot could not leave server %s: %s", guild, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private URI consent(InstallState state) {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", config.applicationId().orElseThrow(InstallBot::noBot));
        query.put("response_type", "code");
        query.put("scope", "bot applications.commands");
        query.put("permissions", Long.toString(MANAGE_ROLES));
        query.put("redirect_uri", redirect().toString());
        query.put("state", state.text());
        return URI.create(config.authorizeUrl() + "?"
                + query.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private URI redirect() {
        return web.webOrigin().orElseThrow(InstallBot::noBot).resolve("/v0/discord/callback");
    }

    private static ProblemException noBot() {
        return new ProblemException(
                CommonProblem.SERVICE_UNAVAILABLE,
                "This deployment has no bot: set amser.discord.application-id and amser.discord.web-origin.");
    }

    /** Somebody else's is as unknown as none. */
    private static ProblemException notBegun() {
        return new ProblemException(
                DiscordProblem.UNKNOWN_INSTALL, "This was not begun here, or is over: connect the server once more.");
    }

    private ProblemException tooMany() {
        return new ProblemException(
                DiscordProblem.TOO_MANY_SERVERS,
                "A module is connected to at most %d: disconnect the other one first, or raise amser.discord.server.per-module."
                        .formatted(limits.perModule()));
    }
}
