package io.amser.discord.server;

import io.amser.discord.rest.Member;
import io.amser.discord.rest.Role;
import io.amser.discord.snowflake.GuildId;
import java.util.List;
import java.util.Optional;

/** A role of a server, and what hinders the bot from giving it. */
record OfferedRole(Role role, Optional<Hindrance> hindrance) {

    /** Why the bot cannot give a role, and what helps. */
    enum Hindrance {
        EVERYONE("Everybody on the server has this role: choose another one."),
        POWERFUL("The role lets its holders manage or moderate the server: choose one that nobody can do harm with."),
        MANAGED("An integration or Discord itself manages this role: choose another one."),
        NO_PERMISSION("The bot lacks Manage Roles: give it this permission in Server Settings, Roles."),
        ABOVE_BOT("The role stands above the bot's own: move the bot's role above it in Server Settings, Roles.");

        private final String words;

        Hindrance(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** Whether the server's own people can do anything about it. */
        boolean isLasting() {
            return this == EVERYONE || this == MANAGED || this == POWERFUL;
        }
    }

    /** From the top of the list as Discord shows it. */
    static List<OfferedRole> of(GuildId guild, List<Role> roles, Member bot) {
        var held = roles.stream()
                .filter(role -> bot.roles().contains(role.id()) || isEveryone(role, guild))
                .toList();
        return roles.stream()
                .sorted((one, other) -> one.isAbove(other) ? -1 : other.isAbove(one) ? 1 : 0)
                .map(role -> new OfferedRole(role, hindrance(role, guild, held)))
                .toList();
    }

    private static Optional<Hindrance> hindrance(Role role, GuildId guild, List<Role> held) {
        if (isEveryone(role, guild)) {
            return Optional.of(Hindrance.EVERYONE);
        }
        if (role.managed()) {
            return Optional.of(Hindrance.MANAGED);
        }
        if (role.isPowerful()) {
            return Optional.of(Hindrance.POWERFUL);
        }
        if (held.stream().noneMatch(Role::letsManageRoles)) {
            return Optional.of(Hindrance.NO_PERMISSION);
        }
        return held.stream().noneMatch(own -> own.isAbove(role)) ? Optional.of(Hindrance.ABOVE_BOT) : Optional.empty();
    }

    private static boolean isEveryone(Role role, GuildId guild) {
        return role.id().value().equals(guild.value());
    }
}
