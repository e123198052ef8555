package io.amser.discord.role.standing;

import io.amser.discord.snowflake.RoleId;
import io.amser.protocol.PlanKey;

/** The role that a plan gives at one server. */
public record Mapping(PlanKey plan, RoleId role, RevokeOn revokeOn) {}
