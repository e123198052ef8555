package io.amser.webhook.endpoint;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which an endpoint has done nothing but fail.
 *
 * @param since the first failure after its last success
 * @param until the newest one
 */
public record FailingSpell(Instant since, Instant until) {

    /** One failure. */
    public static FailingSpell at(Instant time) {
        return new FailingSpell(time, time);
    }

    /** Both together. */
    public FailingSpell and(FailingSpell other) {
        return new FailingSpell(
                since.isBefore(other.since) ? since : other.since, until.isAfter(other.until) ? until : other.until);
    }

    Duration length() {
        return Duration.between(since, until);
    }
}
