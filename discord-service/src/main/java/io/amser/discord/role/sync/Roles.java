package io.amser.discord.role.sync;

import io.amser.discord.limit.Lane;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import java.util.Map;
import java.util.Set;

/** What syncing needs of Discord. It blocks; a busy or silent Discord is an exception, its refusal an answer. */
public interface Roles {

    Reply<Map<RoleId, Manageability>> ofGuild(GuildId guild);

    Reply<Set<RoleId>> ofMember(GuildId guild, UserId user, Lane lane);

    Reply<Changed> give(GuildId guild, UserId user, RoleId role, String reason, Lane lane);

    Reply<Changed> take(GuildId guild, UserId user, RoleId role, String reason, Lane lane);

    /** It is as we asked, whoever did it. */
    enum Changed {
        CHANGED
    }

    /** Whether the bot can give and take a role. */
    enum Manageability {
        MANAGEABLE,
        /** It stands above the bot's, or the bot lacks Manage Roles. */
        ABOVE_BOT
    }
}
