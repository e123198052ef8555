package io.amser.discord.role.sync;

import io.amser.discord.limit.Lane;
import io.amser.discord.rest.Discord;
import io.amser.discord.rest.DiscordRefusal;
import io.amser.discord.rest.Role;
import io.amser.discord.role.sync.Reply.Done;
import io.amser.discord.role.sync.Reply.Refused;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Discord itself. */
@Singleton
class DiscordRoles implements Roles {
    private final Discord discord;

    DiscordRoles(Discord discord) {
        this.discord = discord;
    }

    @Override
    public Reply<Map<RoleId, Manageability>> ofGuild(GuildId guild) {
        return ask(() -> {
            var all = discord.roles(guild);
            var bots = discord.ownMember(guild).roles();
            var own = all.stream()
                    .filter(role ->
                            bots.contains(role.id()) || role.id().value().equals(guild.value()))
                    .toList();
            return all.stream()
                    .collect(Collectors.toUnmodifiableMap(
                            Role::id,
                            role -> !role.managed()
                                            && own.stream().anyMatch(Role::letsManageRoles)
                                            && own.stream().anyMatch(mine -> mine.isAbove(role))
                                    ? Manageability.MANAGEABLE
                                    : Manageability.ABOVE_BOT));
        });
    }

    @Override
    public Reply<Set<RoleId>> ofMember(GuildId guild, UserId user, Lane lane) {
        return ask(() -> discord.member(guild, user, lane).roles());
    }

    @Override
    public Reply<Changed> give(GuildId guild, UserId user, RoleId role, String reason, Lane lane) {
        return ask(() -> {
            discord.grant(guild, user, role, reason, lane);
            return Changed.CHANGED;
        });
    }

    @Override
    public Reply<Changed> take(GuildId guild, UserId user, RoleId role, String reason, Lane lane) {
        return ask(() -> {
            discord.take(guild, user, role, reason, lane);
            return Changed.CHANGED;
        });
    }

    private static <T> Reply<T> ask(Supplier<T> request) {
        try {
            return new Done<>(request.get());
        } catch (DiscordRefusal e) {
            return new Refused<>(e.kind(), e.status(), e.code(), String.valueOf(e.getMessage()));
        }
    }
}
