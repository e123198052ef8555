package io.amser.discord.role.sync;

import io.amser.discord.limit.DiscordBusy;
import io.amser.discord.limit.Lane;
import io.amser.discord.rest.DiscordRefusal.Kind;
import io.amser.discord.rest.DiscordUnreachable;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Servers, roles and members that answer as Discord does. */
final class RolesInMemory implements Roles {
    /** A change that really changed something, or one that somebody else made. */
    record Change(String what, UserId user, RoleId role, String reason) {}

    private record Place(GuildId guild, UserId user) {}

    private final Map<Place, Set<RoleId>> members = new HashMap<>();
    private final Map<RoleId, Manageability> roles = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private Runnable between = () -> {};
    private boolean botIsThere = true;
    private boolean busy;
    private Optional<UserId> unspoken = Optional.empty();
    private int requests;

    /** What happens before and after each request is understood. */
    synchronized void between(Runnable something) {
        between = something;
    }

    /** An empty world, in which something happens before and after each request is understood. */
    synchronized void reset(Runnable something) {
        members.clear();
        roles.clear();
        changes.clear();
        between = something;
        botIsThere = true;
        busy = false;
        unspoken = Optional.empty();
        requests = 0;
    }

    synchronized void exists(RoleId role) {
        roles.put(role, Manageability.MANAGEABLE);
    }

    synchronized void isAboveTheBot(RoleId role) {
        roles.put(role, Manageability.ABOVE_BOT);
    }

    synchronized void isDeleted(RoleId role) {
        roles.remove(role);
        members.values().forEach(has -> has.remove(role));
    }

    synchronized void joins(GuildId guild, UserId user) {
        members.putIfAbsent(new Place(guild, user), new HashSet<>());
    }

    synchronized void leaves(GuildId guild, UserId user) {
        members.remove(new Place(guild, user));
    }

    synchronized void removeBot() {
        botIsThere = false;
    }

    synchronized void addBot() {
        botIsThere = true;
    }

    synchronized void isBusy(boolean now) {
        busy = now;
    }

    /** Discord answers nothing about him. */
    synchronized void isSilentAbout(UserId user) {
        unspoken = Optional.of(user);
    }

    synchronized void giveByHand(GuildId guild, UserId user, RoleId role) {
        members.getOrDefault(new Place(guild, user), new HashSet<>()).add(role);
    }

    synchronized void takeByHand(GuildId guild, UserId user, RoleId role) {
        members.getOrDefault(new Place(guild, user), new HashSet<>()).remove(role);
    }

    synchronized Set<RoleId> has(GuildId guild, UserId user) {
        return Set.copyOf(members.getOrDefault(new Place(guild, user), Set.of()));
    }

    synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    synchronized int requests() {
        return requests;
    }

    @Override
    public Reply<Map<RoleId, Manageability>> ofGuild(GuildId guild) {
        begin();
        return end(botIsThere ? new Reply.Done<>(Map.copyOf(roles)) : refused(Kind.NO_ACCESS, 403, 50001));
    }

    @Override
    public Reply<Set<RoleId>> ofMember(GuildId guild, UserId user, Lane lane) {
        begin();
        if (unspoken.equals(Optional.of(user))) {
            throw new DiscordUnreachable("Discord does not answer");
        }
        var has = members.get(new Place(guild, user));
        if (!botIsThere) {
            return end(refused(Kind.NO_ACCESS, 403, 50001));
        }
        return end(has == null ? refused(Kind.NOT_A_MEMBER, 404, 10007) : new Reply.Done<>(Set.copyOf(has)));
    }

    @Override
    public Reply<Changed> give(GuildId guild, UserId user, RoleId role, String reason, Lane lane) {
        return change("give", guild, user, role, reason);
    }

    @Override
    public Reply<Changed> take(GuildId guild, UserId user, RoleId role, String reason, Lane lane) {
        return change("take", guild, user, role, reason);
    }

    private synchronized Reply<Changed> change(String what, GuildId guild, UserId user, RoleId role, String reason) {
        begin();
        var has = members.get(new Place(guild, user));
        if (!botIsThere) {
            return end(refused(Kind.NO_ACCESS, 403, 50001));
        }
        if (has == null) {
            return end(refused(Kind.NOT_A_MEMBER, 404, 10007));
        }
        var manageability = roles.get(role);
        if (manageability == null) {
            return end(refused(Kind.ROLE_GONE, 404, 10011));
        }
        if (manageability == Manageability.ABOVE_BOT) {
            return end(refused(Kind.ROLE_ABOVE_BOT, 403, 50013));
        }
        var changed = what.equals("give") ? has.add(role) : has.remove(role);
        changes.add(new Change(changed ? what : what + " in vain", user, role, reason));
        return end(new Reply.Done<>(Changed.CHANGED));
    }

    private synchronized void begin() {
        between.run();
        requests++;
        if (busy) {
            throw new DiscordBusy(Instant.EPOCH, "A limit");
        }
    }

    private synchronized <T> Reply<T> end(Reply<T> reply) {
        between.run();
        return reply;
    }

    private static <T> Reply<T> refused(Kind kind, int status, int code) {
        return new Reply.Refused<>(kind, status, code, kind.name());
    }
}
