package io.amser.webhook.endpoint;

import java.time.Duration;
import java.util.Optional;

/**
 * How an endpoint has fared so far.
 *
 * @param failing empty while its last attempt was a success
 * @param told what the merchant was told of it last
 * @param changes how often he was told of a change
 */
public record EndpointHealth(Optional<FailingSpell> failing, Condition told, long changes) {
    public static final EndpointHealth UNKNOWN = new EndpointHealth(Optional.empty(), Condition.HEALTHY, 0);

    /** Three attempts of one delivery, by their schedule. */
    static final Duration NO_HICCUP = Duration.ofMinutes(30);

    static final Duration TOO_LONG = Duration.ofDays(5);

    /** What the merchant should know now; one that has failed for too long counts as disabled, so that it will be. */
    public Condition condition(EndpointState state) {
        return switch (state) {
            case ACTIVE -> whileActive();
            case PROBING, DISABLED -> Condition.DISABLED;
            case DELETED -> told;
        };
    }

    private Condition whileActive() {
        var length = failing.map(FailingSpell::length).orElse(Duration.ZERO);
        if (length.compareTo(TOO_LONG) >= 0) {
            return Condition.DISABLED;
        }
        return length.compareTo(NO_HICCUP) >= 0 ? Condition.FAILING : Condition.HEALTHY;
    }
}
