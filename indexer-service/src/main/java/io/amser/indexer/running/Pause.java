package io.amser.indexer.running;

import java.time.Duration;

/**
 * How long to wait before the chain is looked at again: after a hint that there is a new block a node that does not have it
 * yet will have it soon.
 *
 * @param longest while there is no hint
 */
record Pause(Duration length, Duration longest) {
    private static final Duration FIRST_AFTER_A_HINT = Duration.ofMillis(20);

    static Pause of(Duration longest) {
        return new Pause(longest, longest);
    }

    Pause afterHint() {
        return new Pause(shorter(FIRST_AFTER_A_HINT, longest), longest);
    }

    Pause inVain() {
        return new Pause(shorter(length.multipliedBy(2), longest), longest);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
