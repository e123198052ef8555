package io.amser.discord.role.wish;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;

/** A user at a server. */
public record Whom(GuildId guild, UserId user) {}
