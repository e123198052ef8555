package io.amser.devstack.discord;

import io.amser.devstack.discord.Guild.Membership;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything as Discord writes it, with all that it always writes, whether anybody here needs it or not. */
final class DiscordJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a server has that was never set up further. */
    private static final String PLAIN_GUILD = """
            {"icon": null, "description": null, "home_header": null, "splash": null, "discovery_splash": null, "features": [],
             "banner": null, "application_id": null, "region": "deprecated", "afk_channel_id": null, "afk_timeout": 300,
             "system_channel_id": null, "system_channel_flags": 0, "widget_enabled": false, "widget_channel_id": null,
             "verification_level": 0, "default_message_notifications": 0, "mfa_level": 0, "explicit_content_filter": 0,
             "max_presences": null, "max_members": 25000000, "max_stage_video_channel_users": 50,
             "max_video_channel_users": 25, "vanity_url_code": null, "premium_tier": 0, "premium_subscription_count": 0,
             "preferred_locale": "en-US", "rules_channel_id": null, "safety_alerts_channel_id": null,
             "public_updates_channel_id": null, "premium_progress_bar_enabled": false, "nsfw": false, "nsfw_level": 0,
             "emojis": [], "stickers": [], "incidents_data": null}
            """;

    private static final String PLAIN_MEMBER = """
            {"avatar": null, "banner": null, "communication_disabled_until": null, "flags": 0, "nick": null,
             "pending": false, "premium_since": null, "mute": false, "deaf": false}
            """;

    private static final String PLAIN_ROLE = """
            {"hoist": false, "mentionable": false, "icon": null, "unicode_emoji": null, "flags": 0}
            """;

    private static final String PLAIN_COMMAND = """
            {"default_member_permissions": null, "type": 1, "name_localizations": null, "description_localizations": null,
             "contexts": [0], "integration_types": [0], "options": [], "nsfw": false}
            """;

    private DiscordJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode parsed(String json) {
        return JSON.readTree(json);
    }

    private static ObjectNode copyOf(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    static ObjectNode error(Refused refusal) {
        return object().put("message", refusal.getMessage()).put("code", refusal.code());
    }

    static ObjectNode user(DiscordUser user) {
        var json = object().put("id", user.id())
                .put("username", user.name().toLowerCase(Locale.ROOT))
                .put("discriminator", user.bot() ? "0001" : "0")
                .put("global_name", user.bot() ? null : user.name())
                .put("public_flags", 0)
                .put("flags", 0);
        json.putNull("avatar").putNull("primary_guild");
        return user.bot() ? json.put("bot", true) : json;
    }

    /** As the user itself may see it. */
    static ObjectNode self(DiscordUser user) {
        return user(user).put("mfa_enabled", true).put("locale", "en-US");
    }

    static ObjectNode role(DiscordRole role, DiscordUser bot) {
        var json = copyOf(PLAIN_ROLE)
                .put("id", role.id())
                .put("name", role.name())
                .put("permissions", Long.toString(role.permissions()))
                .put("position", role.position())
                .put("color", role.color())
                .put("managed", role.managed());
        json.putObject("colors")
                .put("primary_color", role.color())
                .putNull("secondary_color")
                .putNull("tertiary_color");
        if (role.managed()) {
            json.putObject("tags").put("bot_id", bot.id());
        }
        return json;
    }

    static ArrayNode roles(Guild guild, DiscordUser bot) {
        var json = JSON.createArrayNode();
        guild.roles().forEach(role -> json.add(role(role, bot)));
        return json;
    }

    static ObjectNode guild(Guild guild, DiscordUser bot) {
        var json = copyOf(PLAIN_GUILD)
                .put("id", guild.id())
                .put("name", guild.name())
                .put("owner_id", guild.owner());
        json.set("roles", roles(guild, bot));
        return json;
    }

    static ObjectNode member(Membership member) {
        var json = copyOf(PLAIN_MEMBER).put("joined_at", member.since().toString());
        json.set("user", user(member.user()));
        var roles = json.putArray("roles");
        member.roles().forEach(roles::add);
        return json;
    }

    static ArrayNode commands(String application, List<Map.Entry<String, String>> idsAndNames, JsonNode asked) {
        var json = JSON.createArrayNode();
        for (var i = 0; i < idsAndNames.size(); i++) {
            var id = idsAndNames.get(i).getKey();
            json.add(copyOf(PLAIN_COMMAND)
                    .put("id", id)
                    .put("version", id)
                    .put("application_id", application)
                    .put("name", idsAndNames.get(i).getValue())
                    .put("description", asked.get(i).path("description").asString("")));
        }
        return json;
    }
}
