package io.amser.indexer.place;

import io.amser.indexer.chain.BlockHeader;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import java.util.List;

/** A block whose events are in the log. */
public record IndexedBlock(BlockHeader header, List<ChainEvent> events) {
    public IndexedBlock {
        events = List.copyOf(events);
    }

    List<ModuleDeployed> deployments() {
        return events.stream()
                .filter(ModuleDeployed.class::isInstance)
                .map(ModuleDeployed.class::cast)
                .toList();
    }
}
