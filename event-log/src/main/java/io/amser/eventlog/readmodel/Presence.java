package io.amser.eventlog.readmodel;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.EventId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which events of a batch stand on the canonical chain: the last word about each one counts. */
record Presence(List<PublishedEvent> batch, Map<EventId, PublishedEvent> lastWords) {

    static Presence of(List<PublishedEvent> batch) {
        var lastWords = LinkedHashMap.<EventId, PublishedEvent>newLinkedHashMap(batch.size());
        batch.forEach(published -> lastWords.put(published.event().id(), published));
        return new Presence(batch, lastWords);
    }

    /** What stands on the chain after the batch. */
    Collection<PublishedEvent> present() {
        return lastWords.values().stream().filter(word -> !word.retracted()).toList();
    }

    /** What does not. */
    Collection<PublishedEvent> absent() {
        return lastWords.values().stream().filter(PublishedEvent::retracted).toList();
    }

    Set<StreamId> retractedStreams() {
        return batch.stream()
                .filter(PublishedEvent::retracted)
                .map(published -> StreamId.of(published.event()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The steps of the batch that change something, in order.
     *
     * @param turned the events whose presence after the batch is another one than before it
     */
    List<PublishedEvent> effective(Set<EventId> turned) {
        var present = HashMap.<EventId, Boolean>newHashMap(lastWords.size());
        lastWords.forEach((id, word) -> present.put(id, word.retracted() == turned.contains(id)));
        var effective = new ArrayList<PublishedEvent>(batch.size());
        for (var published : batch) {
            Boolean now = !published.retracted();
            if (!now.equals(present.put(published.event().id(), now))) {
                effective.add(published);
            }
        }
        return List.copyOf(effective);
    }
}
