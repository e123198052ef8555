package io.amser.discord.rest;

import io.amser.discord.limit.DiscordBusy;
import io.amser.discord.limit.Lane;
import io.amser.discord.limit.Limits;
import io.amser.discord.limit.Route;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Discord, as far as we need it. Every method may also throw {@link DiscordBusy} when a limit is reached, {@link DiscordUnreachable} and, where Discord says no,
 * {@link DiscordRefusal}; all of them block, so that they belong on virtual threads.
 */
@Singleton
public final class Discord {
    private static final String BY_OURSELVES = "";

    /** Of an option: whatever the member writes. */
    private static final int TEXT = 3;

    private final Requests requests;
    private final DiscordConfig config;

    /** Of old applications it is another one than theirs. */
    private volatile @Nullable UserId own;

    public Discord(DiscordConfig config, Limits limits) {
        this.requests = new Requests(config, limits);
        this.config = config;
    }

    /** Puts these commands in the place of all that there were. */
    public void registerCommands(List<Command> commands) {
        var path = "/applications/%s/commands".formatted(config.applicationId().orElse("0"));
        var body = new JsonArray(commands.stream().map(Discord::json).toList());
        requests.send(
                new Route("commands", BY_OURSELVES),
                Lane.REPAIR,
                Request.asBot("PUT", path).with(body.encode()));
    }

    private static JsonObject json(Command command) {
        return new JsonObject()
                .put("name", command.name())
                .put("description", command.description())
                .put("type", 1)
                .put(
                        "options",
                        new JsonArray(
                                command.options().stream().map(Discord::json).toList()))
                .put("contexts", List.of(0))
                .put("integration_types", List.of(0));
    }

    private static JsonObject json(Command.Option option) {
        return new JsonObject()
                .put("name", option.name())
                .put("description", option.description())
                .put("type", TEXT);
    }

    /** The server on which a merchant has let the bot, by the code that he brings back from Discord; it can be used once. */
    public Guild exchange(String code, URI redirect) {
        var form = Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", redirect.toString());
        return Answers.installed(requests.object(
                new Route("token", BY_OURSELVES),
                Lane.GRANT,
                Request.asApplication("/oauth2/token").withForm(form(form))));
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The bot itself. */
    public User me() {
        return Answers.user(
                requests.object(new Route("me", BY_OURSELVES), Lane.GRANT, Request.asBot("GET", "/users/@me")));
    }

    /** All roles of a server, in no order; @everyone has the server's own number. */
    public List<Role> roles(GuildId guild) {
        return Answers.roles(requests.array(
                new Route("roles", guild.value()),
                Lane.GRANT,
                Request.asBot("GET", "/guilds/%s/roles".formatted(guild))));
    }

    public Member member(GuildId guild, UserId user, Lane lane) {
        var path = "/guilds/%s/members/%s".formatted(guild, user);
        return Answers.member(requests.object(new Route("member", guild.value()), lane, Request.asBot("GET", path)));
    }

    /** The bot on a server. */
    public Member ownMember(GuildId guild) {
        var bot = own;
        if (bot == null) {
            bot = me().id();
            own = bot;
        }
        return member(guild, bot, Lane.GRANT);
    }

    /** Gives a role; nothing changes for who has it. The reason is shown in the server's audit log. */
    public void grant(GuildId guild, UserId user, RoleId role, String reason, Lane lane) {
        change("PUT", guild, user, role, reason, lane);
    }

    /** Takes a role; nothing changes for who does not have it. The reason is shown in the server's audit log. */
    public void take(GuildId guild, UserId user, RoleId role, String reason, Lane lane) {
        change("DELETE", guild, user, role, reason, lane);
    }

    private void change(String method, GuildId guild, UserId user, RoleId role, String reason, Lane lane) {
        var path = "/guilds/%s/members/%s/roles/%s".formatted(guild, user, role);
        requests.send(
                new Route("member-roles", guild.value()),
                lane,
                Request.asBot(method, path).because(reason));
    }

    /** Takes the bot from a server. */
    public void leave(GuildId guild) {
        requests.send(
                new Route("leave", BY_OURSELVES), Lane.REPAIR, Request.asBot("DELETE", "/users/@me/guilds/" + guild));
    }
}
