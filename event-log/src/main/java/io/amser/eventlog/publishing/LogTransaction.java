package io.amser.eventlog.publishing;

import io.amser.eventlog.Head;
import io.amser.eventlog.PublishedEvent;
import java.util.List;

/**
 * What the indexer says at once: all of it can be read, or none.
 *
 * @param events in the order of the log: what is taken back, newest first, then the new branch
 * @param head the newest block of which the log, with these events, tells everything
 * @param state what the indexer needs to go on from here
 */
public record LogTransaction(List<PublishedEvent> events, Head head, List<StateRecord> state) {
    public LogTransaction {
        events = List.copyOf(events);
        state = List.copyOf(state);
    }
}
