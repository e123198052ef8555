package io.amser.discord.interaction;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import java.util.Map;

/**
 * A member's use of a command at a server.
 *
 * @param interaction Discord's number for it, which is never given twice
 * @param options what he wrote behind the command, by name
 */
record Use(String interaction, GuildId guild, UserId user, String userName, Map<String, String> options) {

    Use {
        options = Map.copyOf(options);
    }
}
