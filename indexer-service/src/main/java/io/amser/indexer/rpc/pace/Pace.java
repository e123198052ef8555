package io.amser.indexer.rpc.pace;

import java.time.Duration;
import java.time.Instant;

/**
 * The speed at which a node takes calls: unlimited until it refuses one for coming too fast; then a bucket of credit whose
 * rate falls by a part with each refusal and grows while it is used up: slowly up to where it was refused, fast beyond.
 *
 * @param callsPerSecond infinite while no limit is known
 * @param refusedAt the speed at the last refusal
 * @param credit so many calls may go at once, a second's worth at most; negative where calls wait already
 * @param asOf up to when credit was given; in the future while the node wants to be left alone
 * @param recent the calls that were answered in about the last second
 * @param recentAsOf when they were counted
 * @param cutAt when the rate last fell
 */
public record Pace(
        double callsPerSecond,
        double refusedAt,
        double credit,
        Instant asOf,
        double recent,
        Instant recentAsOf,
        Instant cutAt) {
    public static final Pace UNLIMITED =
            new Pace(Double.POSITIVE_INFINITY, 0, 0, Instant.EPOCH, 0, Instant.EPOCH, Instant.EPOCH);

    private static final double CUT_TO = 0.9;
    private static final double GROWTH_PER_SECOND = 0.01;
    private static final double GROWTH_BEYOND = 0.15;
    private static final double BEYOND = 1.1;
    private static final double SLOWEST = 0.2;

    /** Few calls before the first refusal say little about how many would have been too many. */
    private static final double LEAST_FIRST_GUESS = 10;

    /** Calls that were under way at a refusal are refused as well, and tell nothing new. */
    private static final Duration ONE_CUT = Duration.ofSeconds(1);

    private static final Duration SHORTEST_CLOSURE = Duration.ofMillis(200);

    public boolean isLimited() {
        return Double.isFinite(callsPerSecond);
    }

    /** So many calls fit into one request. */
    public int mostInOneRequest(int most) {
        return isLimited() ? Math.clamp((long) callsPerSecond, 1, most) : most;
    }

    /** After these calls were let go, each when its turn comes. */
    public Pace taking(int calls, Instant now) {
        var given = refilled(now);
        return new Pace(
                given.callsPerSecond,
                refusedAt,
                given.isLimited() ? given.credit - calls : 0,
                given.asOf,
                recent,
                recentAsOf,
                cutAt);
    }

    /** After the node answered these calls: what it answers before a refusal is what it allows. */
    public Pace answered(int calls, Instant now) {
        return new Pace(callsPerSecond, refusedAt, credit, asOf, recentAt(now) + calls, now, cutAt);
    }

    /** How long the last calls that were taken have to wait. */
    public Duration delay(Instant now) {
        var closed = Duration.between(now, asOf);
        var owing = isLimited() && credit < 0 ? seconds(-credit / callsPerSecond) : Duration.ZERO;
        return closed.isPositive() ? closed.plus(owing) : owing;
    }

    /** After the node refused a call because too many came; it wants none before {@code retryAfter} is over. */
    public Pace refused(Duration retryAfter, Instant now) {
        var closure = retryAfter.compareTo(SHORTEST_CLOSURE) > 0 ? retryAfter : SHORTEST_CLOSURE;
        var reopens = now.plus(closure).isAfter(asOf) ? now.plus(closure) : asOf;
        if (now.isBefore(cutAt.plus(ONE_CUT))) {
            return new Pace(callsPerSecond, refusedAt, credit, reopens, recent, recentAsOf, cutAt);
        }
        var speed = isLimited()
                ? Math.clamp(recentAt(now), callsPerSecond / 2, callsPerSecond)
                : Math.max(LEAST_FIRST_GUESS, recentAt(now));
        return new Pace(Math.max(SLOWEST, speed * CUT_TO), speed, 0, reopens, recent, recentAsOf, now);
    }

    private Pace refilled(Instant now) {
        if (!isLimited() || !now.isAfter(asOf)) {
            return this;
        }
        var elapsed = Duration.between(asOf, now).toNanos() / 1e9;
        var full = credit + elapsed * callsPerSecond;
        var most = Math.max(1, callsPerSecond);
        var isUsedUp = full < most;
        var growth = callsPerSecond > refusedAt * BEYOND ? GROWTH_BEYOND : GROWTH_PER_SECOND;
        var faster = isUsedUp ? callsPerSecond * (1 + growth * elapsed) : callsPerSecond;
        return new Pace(faster, refusedAt, Math.min(full, most), now, recent, recentAsOf, cutAt);
    }

    private double recentAt(Instant now) {
        var age = Math.max(0, Duration.between(recentAsOf, now).toNanos() / 1e9);
        return recent * Math.exp(-age);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
