package io.amser.webhook.replay;

import io.amser.webhook.event.EventType;
import java.time.Instant;
import java.util.Set;

/**
 * Which events a merchant wants once more.
 *
 * @param since when the first of them was told
 * @param until before which the last of them was told
 * @param types all that the endpoint wants if there is none
 */
record ReplayWish(Instant since, Instant until, Set<EventType> types) {
    ReplayWish {
        types = Set.copyOf(types);
    }
}
