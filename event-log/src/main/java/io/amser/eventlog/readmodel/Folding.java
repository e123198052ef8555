package io.amser.eventlog.readmodel;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.event.ChainEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All states of one kind while the steps of a batch pass over them. */
final class Folding<E extends ChainEvent, K, S> {
    private final Fold<E, K, S> fold;
    private final Map<K, S> before;
    private final Map<StreamId, List<ChainEvent>> histories;
    private final Map<K, Timeline<E, S>> timelines = new LinkedHashMap<>();

    /**
     * @param before the stored states that the batch may touch
     * @param histories all events of each stream that the batch may take something from
     */
    Folding(Fold<E, K, S> fold, Map<K, S> before, Map<StreamId, List<ChainEvent>> histories) {
        this.fold = fold;
        this.before = before;
        this.histories = histories;
    }

    /** The state after one more step; empty also if the event is about a state of another kind. */
    Optional<S> step(PublishedEvent step) {
        if (!fold.events().isInstance(step.event())) {
            return Optional.empty();
        }
        var event = fold.events().cast(step.event());
        var timeline = timelines.computeIfAbsent(fold.key().apply(event), key -> timeline(key, event));
        if (step.retracted()) {
            timeline.remove(event);
        } else {
            timeline.add(event);
        }
        return timeline.state();
    }

    Map<K, Transition<S>> transitions() {
        var transitions = HashMap.<K, Transition<S>>newHashMap(timelines.size());
        timelines.forEach((key, timeline) ->
                transitions.put(key, new Transition<>(Optional.ofNullable(before.get(key)), timeline.state())));
        return Map.copyOf(transitions);
    }

    private Timeline<E, S> timeline(K key, E event) {
        var history = histories.get(StreamId.of(event));
        return history == null
                ? Timeline.forward(fold, Optional.ofNullable(before.get(key)))
                : Timeline.whole(fold, history.stream().map(fold.events()::cast).toList());
    }
}
