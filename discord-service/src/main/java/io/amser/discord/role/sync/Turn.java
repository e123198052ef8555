package io.amser.discord.role.sync;

import io.amser.discord.snowflake.GuildId;
import java.time.Instant;
import java.util.UUID;

/**
 * The right to change a server's roles for a while.
 *
 * @param holder another one each time, so that nobody goes on with a turn that was lost in between
 * @param attempts in vain, one after the other, until now
 */
record Turn(GuildId guild, UUID holder, Instant inspectedAt, int attempts) {}
