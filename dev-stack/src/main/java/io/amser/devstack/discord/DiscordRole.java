package io.amser.devstack.discord;

/** A role of a server, @everyone being the lowest; {@code managed} ones are given by Discord alone. */
public record DiscordRole(String id, String name, int position, long permissions, int color, boolean managed) {
    static final long ADMINISTRATOR = 1L << 3;
    static final long MANAGE_ROLES = 1L << 28;

    DiscordRole at(int place) {
        return new DiscordRole(id, name, place, permissions, color, managed);
    }

    DiscordRole with(long rights) {
        return new DiscordRole(id, name, position, rights, color, managed);
    }

    boolean allows(long permission) {
        return (permissions & (ADMINISTRATOR | permission)) != 0;
    }
}
