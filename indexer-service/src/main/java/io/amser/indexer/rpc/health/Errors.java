package io.amser.indexer.rpc.health;

import java.time.Duration;
import java.time.Instant;

/**
 * Errors of late: each weighs half as much a minute later.
 *
 * @param weight of all errors, at {@code asOf}
 */
public record Errors(double weight, Instant asOf) {
    public static final Errors NONE = new Errors(0, Instant.EPOCH);

    private static final Duration HALF_LIFE = Duration.ofMinutes(1);

    public Errors oneMore(Instant now) {
        return new Errors(at(now) + 1, now);
    }

    public double at(Instant now) {
        var age = Math.max(0, Duration.between(asOf, now).toMillis());
        return weight * Math.pow(0.5, (double) age / HALF_LIFE.toMillis());
    }
}
