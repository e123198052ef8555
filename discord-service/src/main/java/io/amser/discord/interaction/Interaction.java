package io.amser.discord.interaction;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What Discord sends: something that a user has done with our application, or a question whether we are there. */
sealed interface Interaction {
    int PING = 1;
    int COMMAND = 2;
    String NO_DISCRIMINATOR = "0";

    record Ping() implements Interaction {}

    record OfCommand(String name, Use use) implements Interaction {}

    /** A command in a private conversation, where there is no server. */
    record OutsideServers() implements Interaction {}

    /** Of a kind that we give nobody reason to send: buttons, forms. */
    record Other() implements Interaction {}

    /**
     * What an interaction says that Discord has signed.
     *
     * @throws RuntimeException if it has another form than Discord's documents say
     */
    static Interaction of(JsonObject json) {
        return switch (json.getInteger("type")) {
            case PING -> new Ping();
            case COMMAND -> command(json);
            default -> new Other();
        };
    }

    private static Interaction command(JsonObject json) {
        var member = json.getJsonObject("member");
        var guild = json.getString("guild_id");
        if (member == null || guild == null) {
            return new OutsideServers();
        }
        var user = member.getJsonObject("user");
        var data = json.getJsonObject("data");
        var use = new Use(
                Objects.requireNonNull(json.getString("id")),
                new GuildId(guild),
                new UserId(user.getString("id")),
                name(user),
                options(data.getJsonArray("options", new JsonArray())));
        return new OfCommand(Objects.requireNonNull(data.getString("name")), use);
    }

    /** The name that only one user has, as Discord writes it. */
    private static String name(JsonObject user) {
        var name = Objects.requireNonNull(user.getString("username"));
        var discriminator = user.getString("discriminator", NO_DISCRIMINATOR);
        return discriminator.equals(NO_DISCRIMINATOR) ? name : name + "#" + discriminator;
    }

    private static Map<String, String> options(JsonArray options) {
        var values = new LinkedHashMap<String, String>();
        for (var index = 0; index < options.size(); index++) {
            var option = options.getJsonObject(index);
            values.put(option.getString("name"), String.valueOf(option.getValue("value")));
        }
        return values;
    }
}
