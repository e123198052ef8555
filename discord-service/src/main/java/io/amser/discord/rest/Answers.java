package io.amser.discord.rest;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads Discord's JSON; what is not as its documents say is no answer. */
final class Answers {

    private Answers() {}

    static DiscordRefusal refusal(int status, String body) {
        try {
            var error = new JsonObject(body);
            var code = error.getValue("code") instanceof Number number ? number.intValue() : 0;
            var message = Optional.ofNullable(error.getString("message"))
                    .or(() -> Optional.ofNullable(error.getString("error_description")))
                    .or(() -> Optional.ofNullable(error.getString("error")));
            return new DiscordRefusal(status, code, message.orElse("no reason given"));
        } catch (DecodeException | ClassCastException _) {
            return new DiscordRefusal(status, 0, "no reason given");
        }
    }

    static Guild installed(JsonObject token) {
        return read(() -> guild(Optional.ofNullable(token.getJsonObject("guild"))
                .orElseThrow(() -> new DiscordUnreachable("Discord names no server on which the bot was let"))));
    }

    static Guild guild(JsonObject guild) {
        return read(() -> new Guild(new GuildId(text(guild, "id")), text(guild, "name")));
    }

    static User user(JsonObject user) {
        return read(() -> new User(
                new UserId(text(user, "id")),
                Optional.ofNullable(user.getString("global_name")).orElseGet(() -> text(user, "username"))));
    }

    static List<Role> roles(JsonArray roles) {
        return read(() -> roles.stream().map(role -> role((JsonObject) role)).toList());
    }

    private static Role role(JsonObject role) {
        return new Role(
                new RoleId(text(role, "id")),
                text(role, "name"),
                role.getInteger("position"),
                Long.parseUnsignedLong(text(role, "permissions")),
                role.getInteger("color", 0),
                role.getBoolean("managed", false));
    }

    static Member member(JsonObject member) {
        return read(() -> new Member(
                user(member.getJsonObject("user")),
                member.getJsonArray("roles").stream()
                        .map(role -> new RoleId((String) role))
                        .collect(Collectors.toUnmodifiableSet())));
    }

    private static String text(JsonObject object, String name) {
        return Optional.ofNullable(object.getString(name))
                .orElseThrow(() -> new IllegalArgumentException("No " + name));
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ClassCastException | IllegalArgumentException | NullPointerException e) {
            throw new DiscordUnreachable("Discord answers otherwise than it documents", e);
        }
    }
}
