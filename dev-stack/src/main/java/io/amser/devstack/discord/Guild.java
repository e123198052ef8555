package io.amser.devstack.discord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server, which Discord's API calls a guild. */
final class Guild {

    /** Somebody on a server. */
    record Membership(DiscordUser user, Instant since, Set<String> roles) {}

    private final String id;
    private final String name;
    private final String owner;
    private final Map<String, DiscordRole> roles = new LinkedHashMap<>();
    private final Map<String, Membership> members = new LinkedHashMap<>();

    Guild(String id, String name, String owner) {
        this.id = id;
        this.name = name;
        this.owner = owner;
        roles.put(id, new DiscordRole(id, "@everyone", 0, 0, 0, false));
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String owner() {
        return owner;
    }

    /** The lowest first. */
    List<DiscordRole> roles() {
        return roles.values().stream()
                .sorted(Comparator.comparingInt(DiscordRole::position))
                .toList();
    }

    Collection<Membership> members() {
        return members.values();
    }

    Optional<DiscordRole> role(String role) {
        return Optional.ofNullable(roles.get(role));
    }

    Optional<Membership> member(String user) {
        return Optional.ofNullable(members.get(user));
    }

    /** Above @everyone and below all others, where Discord puts new roles. */
    void add(DiscordRole role) {
        arrange(role, 1);
    }

    void move(String role, int position) {
        role(role).ifPresent(moved -> arrange(moved, position));
    }

    /** All others keep their order; nothing stands below @everyone. */
    private void arrange(DiscordRole role, int position) {
        var order = new ArrayList<>(roles());
        order.removeIf(one -> one.id().equals(role.id()));
        order.add(Math.clamp(position, 1, order.size()), role);
        for (var place = 0; place < order.size(); place++) {
            roles.put(order.get(place).id(), order.get(place).at(place));
        }
    }

    void change(DiscordRole role) {
        roles.replace(role.id(), role);
    }

    void remove(DiscordRole role) {
        roles.remove(role.id());
        members.values().forEach(member -> member.roles().remove(role.id()));
        var order = roles();
        for (var place = 0; place < order.size(); place++) {
            roles.put(order.get(place).id(), order.get(place).at(place));
        }
    }

    void join(DiscordUser user, Instant since) {
        members.putIfAbsent(user.id(), new Membership(user, since, new LinkedHashSet<>()));
    }

    void leave(String user) {
        members.remove(user);
    }

    /** Who is not his server's owner manages only what stands below the highest of his own roles. */
    boolean canManage(String user, DiscordRole role) {
        var own = rolesOf(user);
        var highest = own.stream().mapToInt(DiscordRole::position).max().orElse(0);
        return own.stream().anyMatch(one -> one.allows(DiscordRole.MANAGE_ROLES)) && role.position() < highest;
    }

    /** With @everyone. */
    private List<DiscordRole> rolesOf(String user) {
        return roles().stream()
                .filter(role -> role.id().equals(id)
                        || member(user).stream()
                                .anyMatch(member -> member.roles().contains(role.id())))
                .toList();
    }
}
