package io.amser.protocol.subscription;

import io.amser.protocol.EventId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** The events of one state that stand on the canonical chain, from which the state can be folded again. */
public final class History {
    private static final Comparator<ChainEvent> CHAIN_ORDER =
            Comparator.comparing(ChainEvent::origin, EventOrigin.CHAIN_ORDER);

    private History() {}

    /** Each event once, in the order of the chain, whatever the order and number in which they arrived. */
    public static <E extends ChainEvent> List<E> inChainOrder(Collection<E> events) {
        var seen = new HashSet<EventId>();
        return events.stream()
                .filter(event -> seen.add(event.id()))
                .sorted(CHAIN_ORDER)
                .toList();
    }
}
