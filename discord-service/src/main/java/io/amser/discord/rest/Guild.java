package io.amser.discord.rest;

import io.amser.discord.snowflake.GuildId;

/** A server. */
public record Guild(GuildId id, String name) {}
