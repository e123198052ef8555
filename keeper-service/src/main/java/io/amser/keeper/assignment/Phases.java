package io.amser.keeper.assignment;

import java.time.Duration;

/**
 * How turns follow each other.
 *
 * @param priority for how long the first keeper is alone
 * @param fallback how long each of the next ones comes after the one before
 */
record Phases(Duration priority, Duration fallback) {
    /** Two more than one may be down at once; an order through many would leave a charge waiting for minutes. */
    private static final int FALLBACKS = 3;

    Duration waitOf(int place) {
        return place == 0 ? Duration.ZERO : place > FALLBACKS ? waitOfAnyone() : afterOthers(place - 1);
    }

    Duration waitOfAnyone() {
        return afterOthers(FALLBACKS);
    }

    private Duration afterOthers(int fallbacks) {
        return priority.plus(fallback.multipliedBy(fallbacks));
    }
}
