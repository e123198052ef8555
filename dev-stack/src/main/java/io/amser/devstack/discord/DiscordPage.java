package io.amser.devstack.discord;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The page that shows servers, members and their roles as they change, and lets its reader act for all of them. */
final class DiscordPage {
    private static final int OK = 200;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int LATEST_CHANGES = 30;
    private static final String HTML = Resource.text("page.html");

    private final World world;
    private final Interactions interactions;

    DiscordPage(World world, Interactions interactions) {
        this.world = world;
        this.interactions = interactions;
    }

    Reply answer(HttpExchange exchange) throws IOException, InterruptedException {
        var request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        return switch (request) {
            case "GET /" -> Reply.html(OK, HTML);
            case "GET /state" -> state(Forms.read(exchange.getRequestURI().getRawQuery()));
            case "POST /command" -> command(form(exchange));
            case "POST /role" -> toggle(form(exchange));
            case "POST /move" -> move(form(exchange));
            default -> throw Refused.notFound();
        };
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        // A page of another origin cannot send this header without asking first.
        if (!"fetch".equals(exchange.getRequestHeaders().getFirst("X-Requested-With"))) {
            throw Refused.missingAccess();
        }
        return Forms.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Answers when something has changed after what the page knows. */
    private Reply state(Map<String, String> query) throws InterruptedException {
        world.awaitOther(Long.parseLong(query.getOrDefault("after", "-1")), LONGEST_WAIT);
        return Reply.json(OK, world.read(this::state));
    }

    private ObjectNode state() {
        var state = DiscordJson.object().put("version", world.version());
        var commands = state.putArray("commands");
        world.commands().keySet().stream().sorted().forEach(commands::add);
        var guilds = state.putArray("guilds");
        world.guilds().forEach(guild -> {
            var json = DiscordJson.guild(guild, world.bot());
            var members = json.putArray("members");
            guild.members().forEach(member -> members.add(DiscordJson.member(member)));
            guilds.add(json.put("bot", guild.member(world.bot().id()).isPresent()));
        });
        var changes = state.putArray("changes");
        world.changes().reversed().stream()
                .limit(LATEST_CHANGES)
                .forEach(change -> changes.addObject()
                        .put("at", change.at().toString())
                        .put("by_bot", change.by().equals(world.bot().id()))
                        .put("guild_id", change.guild())
                        .put("user_id", change.user())
                        .put("role_id", change.role())
                        .put("given", change.given())
                        .put("reason", change.reason().orElse("")));
        return state;
    }

    private Reply command(Map<String, String> form) {
        var answer =
                interactions.command(field(form, "guild"), field(form, "user"), field(form, "name"), Signing.RIGHT);
        return Reply.json(
                OK,
                DiscordJson.object()
                        .put("text", answer.text().orElse("The application did not respond"))
                        .put("private", answer.isPrivate() || answer.text().isEmpty()));
    }

    private Reply toggle(Map<String, String> form) {
        var guild = field(form, "guild");
        var user = field(form, "user");
        var role = field(form, "role");
        world.changeByHand(guild, user, role, !world.rolesOf(guild, user).contains(role));
        return Reply.nothing();
    }

    private Reply move(Map<String, String> form) {
        var position = Integer.parseInt(field(form, "position"));
        world.change(field(form, "guild"), there -> () -> there.move(field(form, "role"), position));
        return Reply.nothing();
    }

    private static String field(Map<String, String> form, String name) {
        return form.getOrDefault(name, "");
    }
}
