package io.amser.discord.server;

import io.amser.discord.role.standing.RevokeOn;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.protocol.PlanKey;
import java.time.Instant;

/** The role that a plan gives at a server. */
record PlanMapping(PlanKey plan, GuildId guild, RoleId role, RevokeOn revokeOn, Instant createdAt) {}
