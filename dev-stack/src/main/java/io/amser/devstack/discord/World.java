package io.amser.devstack.discord;

import io.amser.devstack.discord.Guild.Membership;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** All servers with their members and roles, and what the bot may do there. One at a time reads or changes it. */
final class World {
    private static final long FIRST_ID = 1_200_000_000_000_000_000L;
    private static final long BETWEEN_IDS = 1L << 22;

    private final Map<String, Guild> guilds = new LinkedHashMap<>();
    private final Map<String, DiscordUser> users = new LinkedHashMap<>();
    private final List<RoleChange> changes = new ArrayList<>();
    private final Map<String, String> commands = new LinkedHashMap<>();
    private final AtomicLong ids = new AtomicLong(FIRST_ID);
    private final DiscordUser bot;
    private final InstantSource time;
    private long version;

    World(DiscordUser bot, InstantSource time) {
        this.bot = bot;
        this.time = time;
        users.put(bot.id(), bot);
    }

    DiscordUser bot() {
        return bot;
    }

    String newId() {
        return Long.toString(ids.addAndGet(BETWEEN_IDS));
    }

    /** Grows with every change. */
    synchronized long version() {
        return version;
    }

    /** Returns when the version is another one than this, or the time is over. */
    synchronized void awaitOther(long known, Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        for (var left = longest.toNanos(); version == known && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized <T> T read(Supplier<T> reading) {
        return reading.get();
    }

    private synchronized void change(Runnable change) {
        change.run();
        version++;
        notifyAll();
    }

    Collection<Guild> guilds() {
        return guilds.values();
    }

    List<RoleChange> changes() {
        return read(() -> List.copyOf(changes));
    }

    Map<String, String> commands() {
        return read(() -> Map.copyOf(commands));
    }

    void setCommands(Map<String, String> all) {
        change(() -> {
            commands.clear();
            commands.putAll(all);
        });
    }

    DiscordUser createUser(String name) {
        var user = new DiscordUser(newId(), name, false);
        change(() -> users.put(user.id(), user));
        return user;
    }

    String createGuild(String name, DiscordUser owner) {
        var guild = new Guild(newId(), name, owner.id());
        guild.join(owner, time.instant());
        change(() -> guilds.put(guild.id(), guild));
        return guild.id();
    }

    String createRole(String guild, String name, long permissions, int color, boolean managed) {
        var role = new DiscordRole(newId(), name, 1, permissions, color, managed);
        change(() -> guild(guild).add(role));
        return role.id();
    }

    /** With a role of its own at the bottom of the list. */
    void install(String guild, long permissions) {
        change(() -> {
            var there = guild(guild);
            if (there.member(bot.id()).isEmpty()) {
                var role = new DiscordRole(newId(), bot.name(), 1, permissions, 0, true);
                there.add(role);
                there.join(bot, time.instant());
                there.member(bot.id()).orElseThrow().roles().add(role.id());
            }
        });
    }

    void uninstall(String guild) {
        change(() -> {
            var there = guild(guild);
            botRole(there).ifPresent(there::remove);
            there.leave(bot.id());
        });
    }

    private Optional<DiscordRole> botRole(Guild guild) {
        return guild.member(bot.id()).stream()
                .flatMap(member -> member.roles().stream())
                .flatMap(role -> guild.role(role).stream())
                .filter(DiscordRole::managed)
                .findFirst();
    }

    boolean isBotOn(String guild) {
        return read(() -> guild(guild).member(bot.id()).isPresent());
    }

    String botRole(String guild) {
        return read(() -> botRole(guild(guild)).orElseThrow().id());
    }

    void change(String guild, Function<Guild, Runnable> how) {
        change(() -> how.apply(guild(guild)).run());
    }

    private Guild guild(String id) {
        return Optional.ofNullable(guilds.get(id)).orElseThrow(Refused::unknownGuild);
    }

    void join(String guild, DiscordUser user) {
        change(() -> guild(guild).join(user, time.instant()));
    }

    Set<String> rolesOf(String guild, String user) {
        return read(() -> guild(guild)
                .member(user)
                .map(member -> Set.copyOf(member.roles()))
                .orElse(Set.of()));
    }

    /** As the bot sees it. */
    synchronized Guild visible(String id) {
        var guild = guild(id);
        if (guild.member(bot.id()).isEmpty()) {
            throw Refused.missingAccess();
        }
        return guild;
    }

    synchronized Membership visibleMember(String guild, String user) {
        var there = visible(guild);
        if (!users.containsKey(user)) {
            throw Refused.unknownUser();
        }
        return there.member(user).orElseThrow(Refused::unknownMember);
    }

    /** By the bot, which is bound by the order of roles. */
    void changeAsBot(String guild, String user, String role, boolean give, Optional<String> reason) {
        change(() -> {
            var member = visibleMember(guild, user);
            var there = guild(guild);
            if (role.equals(guild)) {
                throw Refused.invalidRole();
            }
            var changed = there.role(role).orElseThrow(Refused::unknownRole);
            if (changed.managed() || !there.canManage(bot.id(), changed)) {
                throw Refused.missingPermissions();
            }
            note(bot.id(), guild, member, role, give, reason);
        });
    }

    /** By an administrator, who may do anything. */
    void changeByHand(String guild, String user, String role, boolean give) {
        change(() -> {
            var there = guild(guild);
            note(there.owner(), guild, there.member(user).orElseThrow(), role, give, Optional.empty());
        });
    }

    private void note(String by, String guild, Membership member, String role, boolean give, Optional<String> reason) {
        var changed = give ? member.roles().add(role) : member.roles().remove(role);
        if (changed) {
            Instant now = time.instant();
            changes.add(new RoleChange(now, by, guild, member.user().id(), role, give, reason));
        }
    }
}
