package io.amser.devstack.discord;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a bot may ask of Discord, by the paths of version 10 of its API. */
final class RestApi {
    private static final int LONGEST_REASON = 512;
    private static final int LONGEST_DESCRIPTION = 100;
    private static final int OK = 200;
    private static final String MEMBER_ROLE = "/guilds/{}/members/{}/roles/{}";
    private static final Pattern COMMAND_NAME = Pattern.compile("[-_\\p{Ll}\\p{N}]{1,32}");

    private final World world;
    private final BotApplication application;
    private final List<Route> routes;

    /** One kind of request. */
    record Route(String method, String template, Pattern path, boolean changesRoles, Answering answering) {

        /** The first variable is a server's number if the path begins with servers; limits are apart for it. */
        RateLimits.Bucket bucket(Matcher path) {
            var major = template.startsWith("/guilds/") ? path.group(1) : "";
            var kind = changesRoles ? template : method + template;
            return new RateLimits.Bucket(HexHash.of(kind), major);
        }
    }

    /** Answers one kind of request. */
    interface Answering {
        Reply answer(Matcher path, HttpExchange exchange) throws IOException;
    }

    /** Giving and taking share it. */
    static RateLimits.Bucket roleChanges(String guild) {
        return new RateLimits.Bucket(HexHash.of(MEMBER_ROLE), guild);
    }

    RestApi(World world, BotApplication application) {
        this.world = world;
        this.application = application;
        this.routes = List.of(
                route("GET", "/users/@me", (_, _) -> Reply.json(OK, DiscordJson.self(world.bot()))),
                route("GET", "/guilds/{}", (path, _) -> guild(path.group(1))),
                route("GET", "/guilds/{}/roles", (path, _) -> roles(path.group(1))),
                route("GET", "/guilds/{}/members/{}", (path, _) -> member(path.group(1), path.group(2))),
                route("PUT", MEMBER_ROLE, (path, exchange) -> change(path, exchange, true)),
                route("DELETE", MEMBER_ROLE, (path, exchange) -> change(path, exchange, false)),
                route("PUT", "/applications/{}/commands", (path, exchange) -> commands(path.group(1), exchange)),
                route("DELETE", "/users/@me/guilds/{}", (path, _) -> leave(path.group(1))));
    }

    private static Route route(String method, String template, Answering answering) {
        var pattern = Pattern.compile(Pattern.quote(template).replace("{}", "\\E([0-9]{1,20})\\Q"));
        return new Route(method, template, pattern, template.endsWith("/roles/{}"), answering);
    }

    /** A path that another method knows is found, too: that method is wrong. */
    Route route(String method, String path) {
        return routes.stream()
                .filter(route -> route.method().equals(method)
                        && route.path().matcher(path).matches())
                .findFirst()
                .orElseThrow(() -> routes.stream()
                                .anyMatch(route -> route.path().matcher(path).matches())
                        ? Refused.wrongMethod()
                        : Refused.notFound());
    }

    private Reply guild(String guild) {
        return world.read(() -> Reply.json(OK, DiscordJson.guild(world.visible(guild), world.bot())));
    }

    private Reply roles(String guild) {
        return world.read(() -> Reply.json(OK, DiscordJson.roles(world.visible(guild), world.bot())));
    }

    private Reply member(String guild, String user) {
        return world.read(() -> Reply.json(OK, DiscordJson.member(world.visibleMember(guild, user))));
    }

    private Reply leave(String guild) {
        world.visible(guild);
        world.uninstall(guild);
        return Reply.nothing();
    }

    private Reply change(Matcher path, HttpExchange exchange, boolean give) {
        var reason = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Audit-Log-Reason"))
                .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8));
        if (reason.filter(text -> text.length() > LONGEST_REASON).isPresent()) {
            throw Refused.invalidForm();
        }
        world.changeAsBot(path.group(1), path.group(2), path.group(3), give, reason);
        return Reply.nothing();
    }

    private Reply commands(String of, HttpExchange exchange) throws IOException {
        if (!of.equals(application.id())) {
            throw Refused.otherApplication();
        }
        var asked = json(exchange);
        if (!asked.isArray() || asked.valueStream().anyMatch(command -> !isCommand(command))) {
            throw Refused.invalidForm();
        }
        var named = new LinkedHashMap<String, String>();
        asked.forEach(command -> named.put(world.newId(), command.get("name").asString()));
        var byName = new LinkedHashMap<String, String>();
        named.forEach((id, name) -> byName.put(name, id));
        world.setCommands(byName);
        return Reply.json(OK, DiscordJson.commands(of, List.copyOf(named.entrySet()), asked));
    }

    private static boolean isCommand(JsonNode command) {
        var description = command.path("description").asString("");
        return COMMAND_NAME.matcher(command.path("name").asString("")).matches()
                && !description.isEmpty()
                && description.length() <= LONGEST_DESCRIPTION;
    }

    private static JsonNode json(HttpExchange exchange) throws IOException {
        try {
            return DiscordJson.parsed(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            throw Refused.invalidJson();
        }
    }
}
