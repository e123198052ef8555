package io.amser.discord.server;

import io.amser.discord.problem.DiscordProblem;
import io.amser.discord.role.evidence.WhyReader;
import io.amser.discord.role.presence.BotPresence;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.discord.verification.WebAppConfig;
import io.amser.jsonroutes.CommonProblem;
import io.amser.jsonroutes.JsonAnswer;
import io.amser.jsonroutes.JsonRequest;
import io.amser.jsonroutes.JsonRoute;
import io.amser.jsonroutes.ProblemException;
import io.amser.protocol.Address;
import io.amser.protocol.PlanKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A merchant's servers over HTTP. */
@ApplicationScoped
class ServerRoutes {
    private final Pool database;
    private final InstantSource time;
    private final InstallBot install;
    private final MapPlans map;
    private final AskDiscord discord;
    private final ServerStatus status;
    private final WebAppConfig web;
    private final WhyReader whys;
    private final OwnModules modules = new OwnModules();
    private final Connections connections = new Connections();
    private final PlanMappings mappings = new PlanMappings();
    private final BotPresence presence = new BotPresence();

    ServerRoutes(
            Pool database,
            InstantSource time,
            InstallBot install,
            MapPlans map,
            AskDiscord discord,
            ServerStatus status,
            WebAppConfig web,
            WhyReader whys) {
        this.database = database;
        this.time = time;
        this.install = install;
        this.map = map;
        this.discord = discord;
        this.status = status;
        this.web = web;
        this.whys = whys;
    }

    void register(@Observes Router router) {
        router.get("/v0/discord/connect").handler(new JsonRoute(this::connect));
        router.get("/v0/discord/callback").handler(new JsonRoute(this::comeBack));
        router.get("/v0/discord/roles").handler(new JsonRoute(this::roles));
        router.put("/v0/discord/mapping").handler(new JsonRoute(this::map));
        router.delete("/v0/discord/mapping").handler(new JsonRoute(this::unmap));
        router.get("/v0/discord/status").handler(new JsonRoute(this::status));
        router.get("/v0/discord/members/:user").handler(new JsonRoute(this::why));
        router.delete("/v0/discord/connection").handler(new JsonRoute(this::disconnect));
    }

    private Uni<JsonAnswer> connect(JsonRequest request) {
        var merchant = request.merchant();
        return module(merchant, ServerForm.query(request).module())
                .chain(module -> install.begin(merchant, module))
                .map(ServerRoutes::see);
    }

    /** A person looks at this answer: what went wrong stands on the page, too. */
    private Uni<JsonAnswer> comeBack(JsonRequest request) {
        return Uni.createFrom()
                .deferred(() -> finish(request))
                .map(connection -> see(page("server", connection.name())))
                .onFailure(ProblemException.class)
                .recoverWithItem(problem -> see(page("problem", problem.code().code())));
    }

    private Uni<Connection> finish(JsonRequest request) {
        var query = request.query();
        if (query.containsKey("error")) {
            throw new ProblemException(DiscordProblem.INSTALL_DECLINED, "The bot was not let onto a server.");
        }
        var state = Optional.ofNullable(query.get("state"))
                .flatMap(InstallState::parse)
                .orElseThrow(() -> ProblemException.missing("state"));
        var code = Optional.ofNullable(query.get("code")).orElseThrow(() -> ProblemException.missing("code"));
        return install.finish(request.merchant(), state, code);
    }

    private URI page(String name, String value) {
        return web.webOrigin()
                .orElseThrow()
                .resolve("/discord/connected?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static JsonAnswer see(URI place) {
        return new JsonAnswer(303, Map.of("Location", place.toString(), "Cache-Control", "no-store"), Buffer.buffer());
    }

    private Uni<JsonAnswer> roles(JsonRequest request) {
        return connection(request.merchant(), ServerForm.query(request))
                .chain(connection -> whileThere(connection, () -> discord.roles(connection.guild())))
                .map(offered -> JsonAnswer.list(
                        new JsonArray(offered.stream().map(ServerView::of).toList())));
    }

    private Uni<JsonAnswer> map(JsonRequest request) {
        var form = ServerForm.body(request);
        var plan = form.plan();
        var role = form.role();
        var revokeOn = form.revokeOn();
        return connection(request.merchant(), form).chain(connection -> {
            var mapping = new PlanMapping(
                    new PlanKey(connection.module(), plan), connection.guild(), role, revokeOn, time.instant());
            return whileThere(connection, () -> map.map(mapping))
                    .map(offered -> JsonAnswer.of(200, ServerView.of(mapping).put("role", ServerView.of(offered))));
        });
    }

    /** What Discord would refuse counts against all servers: it is asked about a server without the bot once. */
    private <T> Uni<T> whileThere(Connection connection, Supplier<Uni<? extends T>> work) {
        return switch (connection.state()) {
            case CONNECTED ->
                Uni.createFrom()
                        .<T>deferred(work)
                        .onFailure(ServerRoutes::isBotRemoved)
                        .call(() -> presence.removed(database, connection.guild()));
            case REMOVED -> Uni.createFrom().failure(AskDiscord.botRemoved());
            case ENDED ->
                Uni.createFrom()
                        .failure(new ProblemException(DiscordProblem.NOT_CONNECTED, ConnectionState.ENDED.words()));
        };
    }

    private static boolean isBotRemoved(Throwable failure) {
        return failure instanceof ProblemException problem && problem.code() == DiscordProblem.BOT_REMOVED;
    }

    private Uni<JsonAnswer> unmap(JsonRequest request) {
        var form = ServerForm.query(request);
        var plan = form.plan();
        return connection(request.merchant(), form)
                .chain(connection -> map.unmap(connection.guild(), new PlanKey(connection.module(), plan)))
                .map(known -> {
                    if (!known) {
                        throw new ProblemException(
                                DiscordProblem.UNKNOWN_MAPPING, "The plan gives no role at this server.");
                    }
                    return JsonAnswer.nothing();
                });
    }

    private Uni<JsonAnswer> status(JsonRequest request) {
        return status.of(request.merchant()).map(found -> JsonAnswer.of(200, found));
    }

    private Uni<JsonAnswer> why(JsonRequest request) {
        var user = user(request);
        return connection(request.merchant(), ServerForm.query(request))
                .chain(connection -> mappings.of(database, List.of(connection))
                        .chain(own -> whys.of(connection.guild(), user)
                                .map(why -> why.orElseThrow(ServerRoutes::catchingUp))
                                .map(why -> JsonAnswer.of(200, MemberView.of(user, why, roles(own), plans(own))))));
    }

    private static UserId user(JsonRequest request) {
        try {
            return new UserId(request.path().getOrDefault("user", ""));
        } catch (IllegalArgumentException _) {
            throw ProblemException.invalid("user", "must be Discord's number of a user");
        }
    }

    private static Set<RoleId> roles(List<PlanMapping> mappings) {
        return mappings.stream().map(PlanMapping::role).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<PlanKey> plans(List<PlanMapping> mappings) {
        return mappings.stream().map(PlanMapping::plan).collect(Collectors.toUnmodifiableSet());
    }

    private static ProblemException catchingUp() {
        return new ProblemException(CommonProblem.SERVICE_UNAVAILABLE, "The service is catching up with the chain.");
    }

    private Uni<JsonAnswer> disconnect(JsonRequest request) {
        return connection(request.merchant(), ServerForm.query(request))
                .chain(map::disconnect)
                .replaceWith(JsonAnswer::nothing);
    }

    /** The one that is named, or the only one that there is. */
    private Uni<Address> module(Address merchant, Optional<Address> named) {
        return modules.of(database, merchant)
                .map(own -> only(
                        own,
                        own.stream()
                                .filter(module -> named.map(module::equals).orElse(true))
                                .toList()));
    }

    private static Address only(List<Address> own, List<Address> meant) {
        return switch (meant.size()) {
            case 1 -> meant.getFirst();
            case 0 ->
                throw new ProblemException(
                        DiscordProblem.UNKNOWN_MODULE,
                        own.isEmpty() ? "You have no module with plans yet." : "No module of yours has this address.");
            default -> throw ProblemException.missing("module_address");
        };
    }

    private Uni<Connection> connection(Address merchant, ServerForm form) {
        var module = form.module();
        var guild = form.guild();
        return connections
                .of(database, merchant)
                .map(all -> all.stream()
                        .filter(one -> module.map(one.module()::equals).orElse(true))
                        .filter(one -> guild.map(one.guild()::equals).orElse(true))
                        .toList())
                .map(meant -> switch (meant.size()) {
                    case 1 -> meant.getFirst();
                    case 0 ->
                        throw new ProblemException(
                                DiscordProblem.NOT_CONNECTED, "No server is connected: GET /v0/discord/connect first.");
                    default -> throw ProblemException.missing(module.isEmpty() ? "module_address" : "guild_id");
                });
    }
}
