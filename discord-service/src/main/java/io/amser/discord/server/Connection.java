package io.amser.discord.server;

import io.amser.discord.snowflake.GuildId;
import io.amser.protocol.Address;
import java.time.Instant;

/** A module's place at Discord. */
record Connection(
        Address module, Address merchant, GuildId guild, String name, Instant connectedAt, ConnectionState state) {}
