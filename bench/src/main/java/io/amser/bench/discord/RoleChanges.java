package io.amser.bench.discord;

import io.amser.devstack.discord.Asked;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What Discord has done of what it was asked for. */
final class RoleChanges {
    private static final Pattern CHANGE = Pattern.compile("/guilds/[0-9]+/members/(?<user>[0-9]+)/roles/[0-9]+");
    private static final int DONE = 204;

    private final Map<String, Long> givenAt = new ConcurrentHashMap<>();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile long lastTakenAt;

    void note(Asked asked) {
        var change = CHANGE.matcher(asked.path());
        if (asked.status() != DONE || !change.matches()) {
            return;
        }
        var now = System.nanoTime();
        if (asked.method().equals("PUT")) {
            givenAt.putIfAbsent(change.group("user"), now);
            given.incrementAndGet();
        } else {
            lastTakenAt = now;
            taken.incrementAndGet();
        }
    }

    int given() {
        return given.get();
    }

    int taken() {
        return taken.get();
    }

    long lastTakenAt() {
        return lastTakenAt;
    }

    /** By the user's number, in nanoseconds. */
    Map<String, Long> givenAt() {
        return Map.copyOf(givenAt);
    }
}
