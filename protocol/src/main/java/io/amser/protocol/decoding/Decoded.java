package io.amser.protocol.decoding;

import io.amser.protocol.event.ChainEvent;
import java.util.List;

/** The events of a run of logs, and the contracts that are known after it. */
public record Decoded(List<ChainEvent> events, KnownContracts known) {
    public Decoded {
        events = List.copyOf(events);
    }
}
