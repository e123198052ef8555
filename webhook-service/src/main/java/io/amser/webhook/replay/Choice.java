package io.amser.webhook.replay;

import io.amser.webhook.endpoint.EventFilter;
import io.amser.webhook.event.EventType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a merchant's list a replay brings: what he wishes of what the endpoint wants.
 *
 * @param filter of the endpoint
 */
record Choice(ReplayWish wish, EventFilter filter) {
    /** News of a moment that has passed. */
    private static final Set<EventType> NEVER = EnumSet.of(
            EventType.ENDPOINT_TEST,
            EventType.ENDPOINT_FAILING,
            EventType.ENDPOINT_DISABLED,
            EventType.ENDPOINT_RECOVERED);

    /** Whether such an event can be told once more. */
    static boolean isReplayed(EventType type) {
        return !NEVER.contains(type);
    }

    Set<EventType> types() {
        return Arrays.stream(EventType.values())
                .filter(Choice::isReplayed)
                .filter(type -> isAmong(wish.types(), type) && isAmong(filter.types(), type))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isAmong(Set<EventType> chosen, EventType type) {
        return chosen.isEmpty() || chosen.contains(type);
    }
}
