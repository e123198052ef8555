package io.amser.keeper.charging;

import io.amser.devstack.wallet.Node;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayList;
import java.util.List;

/** Does the indexer's work in a test: reads new blocks and hands their events on. */
final class LogFollower {
    private final Node node;
    private final List<ChainEvent> seen = new ArrayList<>();
    private KnownContracts known;
    private long next;

    LogFollower(Node node, KnownContracts known, BlockNumber from) {
        this.node = node;
        this.known = known;
        this.next = from.value();
    }

    /** The events since the last call. */
    List<PublishedEvent> follow() {
        var events = new ArrayList<PublishedEvent>();
        var head = node.latestBlock().getNumber().longValueExact();
        for (; next <= head; next++) {
            for (var event : eventsOf(next)) {
                seen.add(event);
                events.add(PublishedEvent.of(event));
            }
        }
        return events;
    }

    /** Takes back what stood above {@code block}, newest first. */
    List<PublishedEvent> retractAbove(long block) {
        var gone = seen.reversed().stream()
                .filter(event -> event.origin().blockNumber().value() > block)
                .toList();
        seen.removeAll(gone);
        next = block + 1;
        return gone.stream().map(PublishedEvent::retractionOf).toList();
    }

    List<ChainEvent> seen() {
        return List.copyOf(seen);
    }

    private List<ChainEvent> eventsOf(long number) {
        var decoded = EventDecoder.decode(node.logs(number), known);
        known = decoded.known();
        return decoded.events();
    }
}
