package io.amser.discord.rest;

import io.amser.discord.snowflake.RoleId;

/**
 * A role of a server.
 *
 * @param position from the bottom of the list, where @everyone is 0
 * @param permissions Discord's bits
 * @param color as RGB, 0 for none
 * @param managed given and taken by Discord or an integration, and by nobody else
 */
public record Role(RoleId id, String name, int position, long permissions, int color, boolean managed) {
    private static final long ADMINISTRATOR = 1L << 3;
    private static final long MANAGE_ROLES = 1L << 28;

    /**
     * Kick, ban, administer, manage channels, the server, messages, nicknames, roles, webhooks, expressions, events and threads,
     * time members out.
     */
    private static final long POWERS = 1L << 1
            | 1L << 2
            | ADMINISTRATOR
            | 1L << 4
            | 1L << 5
            | 1L << 13
            | 1L << 27
            | MANAGE_ROLES
            | 1L << 29
            | 1L << 30
            | 1L << 33
            | 1L << 34
            | 1L << 40;

    /** Whether who has this role may manage those that stand below his highest one. */
    public boolean letsManageRoles() {
        return (permissions & (ADMINISTRATOR | MANAGE_ROLES)) != 0;
    }

    /** Whether its holders can do harm on the server. */
    public boolean isPowerful() {
        return (permissions & POWERS) != 0;
    }

    /** Of two roles in one place, the one with the smaller number is the higher. */
    public boolean isAbove(Role other) {
        return position == other.position
                ? Long.compareUnsigned(Long.parseUnsignedLong(id.value()), Long.parseUnsignedLong(other.id.value())) < 0
                : position > other.position;
    }
}
