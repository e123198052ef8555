package io.amser.devstack.discord;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts requests as Discord does: in fixed windows, which begin with the first request. */
final class RateLimits {

    /** What a request belongs to, and what its answer tells of it. */
    record Bucket(String hash, String major) {}

    /** After this request; none were left if it is refused. */
    record Count(Bucket bucket, int limit, int remaining, Instant resetsAt, boolean refused) {}

    private record Window(Instant ends, int used) {
        private Window plusOne() {
            return new Window(ends, used + 1);
        }
    }

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration BAN_WINDOW = Duration.ofMinutes(10);
    private static final Bucket GLOBAL = new Bucket("global", "");
    private static final Bucket INVALID = new Bucket("invalid", "");

    private final Map<Bucket, Window> windows = new HashMap<>();
    private final InstantSource time;
    private volatile DiscordLimits limits;

    RateLimits(DiscordLimits limits, InstantSource time) {
        this.limits = limits;
        this.time = time;
    }

    void set(DiscordLimits other) {
        limits = other;
    }

    /** How long everybody has to wait, if this request is one too many of all. */
    Optional<Duration> tooManyOfAll() {
        var count = count(GLOBAL, limits.perSecond(), SECOND);
        return count.refused() ? Optional.of(until(count.resetsAt())) : Optional.empty();
    }

    Count roleChange(Bucket bucket) {
        return count(bucket, limits.roleChanges(), limits.roleWindow());
    }

    Count other(Bucket bucket) {
        return count(bucket, limits.other(), SECOND);
    }

    /** For every answer that Discord holds against the address. */
    void countInvalid() {
        count(INVALID, Integer.MAX_VALUE, BAN_WINDOW);
    }

    /** How long the address is banned, if it is. */
    synchronized Optional<Duration> banned() {
        return Optional.ofNullable(windows.get(INVALID))
                .filter(window -> time.instant().isBefore(window.ends()) && window.used() >= limits.invalid())
                .map(window -> until(window.ends()));
    }

    Duration until(Instant end) {
        return Duration.between(time.instant(), end);
    }

    /** Somebody else uses the same bucket, so that an answer about it is no longer true. */
    void useUp(Bucket bucket) {
        for (var i = 0; i < limits.roleChanges(); i++) {
            roleChange(bucket);
        }
    }

    private synchronized Count count(Bucket bucket, int limit, Duration length) {
        var now = time.instant();
        var window = Optional.ofNullable(windows.get(bucket))
                .filter(known -> now.isBefore(known.ends()))
                .orElseGet(() -> new Window(now.plus(length), 0));
        var refused = window.used() >= limit;
        var after = refused ? window : window.plusOne();
        windows.put(bucket, after);
        return new Count(bucket, limit, limit - after.used(), after.ends(), refused);
    }
}
