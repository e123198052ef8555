package io.amser.devstack.discord;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Where an administrator picks the server for the bot. */
final class ConsentPage {
    private static final String FRAME = Resource.text("consent.html");
    private final BotApplication application;

    ConsentPage(BotApplication application) {
        this.application = application;
    }

    String html(Map<String, String> asked, Collection<Guild> guilds) {
        var rights = Long.parseLong(asked.getOrDefault("permissions", "0"));
        var choices = guilds.stream().map(guild -> choice(guild, asked)).collect(Collectors.joining("\n"));
        return FRAME.formatted(
                escaped(application.name()),
                (rights & DiscordRole.MANAGE_ROLES) == 0 ? "do nothing in particular" : "manage roles",
                choices);
    }

    private static String choice(Guild guild, Map<String, String> asked) {
        return "<label><input type=\"radio\" name=\"guild_id\" value=\"%s\" required%s> %s</label>"
                .formatted(
                        guild.id(), guild.id().equals(asked.get("guild_id")) ? " checked" : "", escaped(guild.name()));
    }

    String refused(String fault) {
        return "<!doctype html><html lang=\"en\"><title>Discord</title><body><h1>%s</h1></body></html>"
                .formatted(escaped(fault));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
