package io.amser.devstack.discord;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Discord on the loopback address, with servers, users and roles that tests and newcomers make as they like. */
public final class DiscordStandIn implements AutoCloseable {
    private static final int BACKLOG = 1_000;
    private static final int NO_BODY = -1;
    private static final String API = "/api/v10";
    private static final String AUTHORIZE = "/oauth2/authorize";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Traffic traffic = new Traffic();
    private final BotApplication application;
    private final World world;
    private final RateLimits limits;
    private final Gate gate;
    private final Installation installation;
    private final Interactions interactions;
    private final DiscordPage page;
    private volatile Fault fault = Fault.NONE;
    private volatile Duration delay = Duration.ZERO;
    private volatile Consumer<Asked> listener = _ -> {};

    private DiscordStandIn(HttpServer http, BotApplication application, DiscordLimits most, InstantSource time) {
        this.http = http;
        this.application = application;
        this.world = new World(new DiscordUser(application.id(), application.name(), true), time);
        this.limits = new RateLimits(most, time);
        this.gate = new Gate(new RestApi(world, application), limits, traffic, application);
        this.installation = new Installation(world, application);
        this.interactions = new Interactions(world, application, time);
        this.page = new DiscordPage(world, interactions);
    }

    /** {@code port} may be 0 for any that is free. */
    public static DiscordStandIn start(int port, BotApplication application, DiscordLimits limits, InstantSource time) {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            var discord = new DiscordStandIn(http, application, limits, time);
            http.setExecutor(discord.threads);
            http.createContext("/", discord::answer);
            http.start();
            return discord;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public BotApplication application() {
        return application;
    }

    /** The page that shows everything. */
    public URI page() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    /** Where the API begins. */
    public URI restUrl() {
        return page().resolve(API);
    }

    /** Where merchants are sent to let the bot onto a server. */
    public URI authorizeUrl() {
        return page().resolve(AUTHORIZE);
    }

    /** Where members' commands are sent from now on. */
    public void sendInteractionsTo(URI url) {
        interactions.sendTo(url);
    }

    /** What Discord finds wrong with that address; it takes only one without faults. */
    public List<String> faultsOfInteractions() {
        return interactions.faults();
    }

    public BotAnswer ping(Signing signing) {
        return interactions.ping(signing);
    }

    /** A member uses a command of the bot, without the slash. */
    public BotAnswer command(String guild, DiscordUser user, String name) {
        return command(guild, user, name, Signing.RIGHT);
    }

    public BotAnswer command(String guild, DiscordUser user, String name, Signing signing) {
        return interactions.command(guild, user.id(), name, signing);
    }

    /** The commands that the bot has registered. */
    public Set<String> commands() {
        return world.commands().keySet();
    }

    public DiscordUser createUser(String name) {
        return world.createUser(name);
    }

    /** Its number; the owner is a member, the bot is not. */
    public String createGuild(String name, DiscordUser owner) {
        return world.createGuild(name, owner);
    }

    /** Its number; it stands above @everyone and below all others. */
    public String createRole(String guild, String name, int color) {
        return world.createRole(guild, name, 0, color, false);
    }

    /** One that only Discord gives, such as that of another bot. */
    public String createManagedRole(String guild, String name) {
        return world.createRole(guild, name, 0, 0, true);
    }

    public void deleteRole(String guild, String role) {
        world.change(guild, there -> () -> there.role(role).ifPresent(there::remove));
    }

    /** 0 is @everyone, the highest number is the top of the list. */
    public void moveRole(String guild, String role, int position) {
        world.change(guild, there -> () -> there.move(role, position));
    }

    public boolean isBotOn(String guild) {
        return world.isBotOn(guild);
    }

    /** The role that the bot brought along. */
    public String botRole(String guild) {
        return world.botRole(guild);
    }

    /** Puts the bot's role where it can manage all others. */
    public void raiseBot(String guild) {
        moveRole(guild, botRole(guild), Integer.MAX_VALUE);
    }

    /** Whether the bot may manage roles at all. */
    public void allowBotToManageRoles(String guild, boolean allowed) {
        var role = botRole(guild);
        world.change(
                guild,
                there -> () -> there.role(role)
                        .map(one -> one.with(allowed ? DiscordRole.MANAGE_ROLES : 0))
                        .ifPresent(there::change));
    }

    public void join(String guild, DiscordUser user) {
        world.join(guild, user);
    }

    public void leave(String guild, DiscordUser user) {
        world.change(guild, there -> () -> there.leave(user.id()));
    }

    /** Without any page: with the right to manage roles, at the bottom of the list. */
    public void install(String guild) {
        world.install(guild, DiscordRole.MANAGE_ROLES);
    }

    /** Somebody throws the bot out. */
    public void kickBot(String guild) {
        world.uninstall(guild);
    }

    /** What a browser brings back from the page of consent, which is not shown. */
    public String consent(String guild, URI redirect) {
        return installation.code(
                Map.of(
                        "scope", "bot applications.commands",
                        "permissions", Long.toString(DiscordRole.MANAGE_ROLES),
                        "redirect_uri", redirect.toString()),
                guild);
    }

    /** Where the page of consent sends a browser whose reader lets the bot onto this server; {@code asked} led to that page. */
    public URI consentTo(URI asked, String guild) {
        return installation.consented(asked, guild);
    }

    /** By an administrator. */
    public void giveByHand(String guild, DiscordUser user, String role) {
        world.changeByHand(guild, user.id(), role, true);
    }

    /** By an administrator. */
    public void takeByHand(String guild, DiscordUser user, String role) {
        world.changeByHand(guild, user.id(), role, false);
    }

    /** Without @everyone; none for who is not there. */
    public Set<String> rolesOf(String guild, DiscordUser user) {
        return world.rolesOf(guild, user.id());
    }

    /** All changes of members' roles so far. */
    public List<RoleChange> changes() {
        return world.changes();
    }

    public Traffic traffic() {
        return traffic;
    }

    public void set(DiscordLimits other) {
        limits.set(other);
    }

    public void set(Fault wrong) {
        fault = wrong;
    }

    /** Before every answer to the bot. */
    public void setDelay(Duration beforeAnswers) {
        delay = beforeAnswers;
    }

    /** Another user of the bot changes roles of this server until nothing is left of its limit. */
    public void useUpRoleChanges(String guild) {
        limits.useUp(RestApi.roleChanges(guild));
    }

    /** Hears of every request of the bot, before the bot hears of the answer. */
    public void listen(Consumer<Asked> toRequests) {
        listener = toRequests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.startsWith(API + "/") && !path.endsWith(AUTHORIZE)) {
                answerBot(exchange, path.substring(API.length()));
            } else {
                send(exchange, shown(exchange, path));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply shown(HttpExchange exchange, String path) throws IOException, InterruptedException {
        try {
            return path.endsWith(AUTHORIZE) ? installation.authorize(exchange) : page.answer(exchange);
        } catch (Refused refusal) {
            return Reply.json(refusal.status(), DiscordJson.error(refusal));
        }
    }

    private void answerBot(HttpExchange exchange, String path) throws IOException, InterruptedException {
        traffic.countRequest();
        closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        switch (fault) {
            case NONE -> send(exchange, asked(exchange, path));
            case OUTAGE -> send(exchange, Reply.html(503, "<html><body>upstream connect error</body></html>"));
            case SILENCE -> {}
            case LOST_ANSWERS -> asked(exchange, path);
        }
    }

    private Reply asked(HttpExchange exchange, String path) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        exchange.setStreams(new ByteArrayInputStream(body), exchange.getResponseBody());
        var reply = path.equals("/oauth2/token") && exchange.getRequestMethod().equals("POST")
                ? installation.token(exchange)
                : gate.answer(exchange, path);
        listener.accept(new Asked(
                exchange.getRequestMethod(),
                path,
                Map.copyOf(exchange.getRequestHeaders()),
                new String(body, StandardCharsets.UTF_8),
                reply.status(),
                reply.headers(),
                reply.body()));
        return reply;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? NO_BODY : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closing.countDown();
        http.stop(0);
        threads.shutdownNow();
        interactions.close();
    }
}
