package io.amser.eventlog.readmodel;

import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** One state while the steps of a batch pass over it. */
interface Timeline<E extends ChainEvent, S> {

    void add(E event);

    void remove(E event);

    Optional<S> state();

    /** Goes on from a state whose events nobody takes back. */
    static <E extends ChainEvent, S> Timeline<E, S> forward(Fold<E, ?, S> fold, Optional<S> state) {
        return new Forward<>(fold.after(), state);
    }

    /** Knows its events, so that any of them can be taken back. */
    static <E extends ChainEvent, S> Timeline<E, S> whole(Fold<E, ?, S> fold, Collection<E> events) {
        return new Whole<>(fold.after(), events);
    }

    final class Forward<E extends ChainEvent, S> implements Timeline<E, S> {
        private final BiFunction<Optional<S>, E, Optional<S>> after;
        private Optional<S> state;

        private Forward(BiFunction<Optional<S>, E, Optional<S>> after, Optional<S> state) {
            this.after = after;
            this.state = state;
        }

        @Override
        public void add(E event) {
            state = after.apply(state, event);
        }

        @Override
        public void remove(E event) {
            throw new IllegalStateException("The history of " + StreamId.of(event) + " was not loaded");
        }

        @Override
        public Optional<S> state() {
            return state;
        }
    }

    final class Whole<E extends ChainEvent, S> implements Timeline<E, S> {
        /** Between the parts of a reorganisation two events may claim one place: then the id decides. */
        private static final Comparator<ChainEvent> CHAIN_ORDER = Comparator.comparing(
                        ChainEvent::origin, EventOrigin.CHAIN_ORDER)
                .thenComparing(ChainEvent::id);

        private final BiFunction<Optional<S>, E, Optional<S>> after;
        private final TreeSet<E> events = new TreeSet<>(CHAIN_ORDER);

        private Whole(BiFunction<Optional<S>, E, Optional<S>> after, Collection<E> events) {
            this.after = after;
            this.events.addAll(events);
        }

        @Override
        public void add(E event) {
            events.add(event);
        }

        @Override
        public void remove(E event) {
            events.remove(event);
        }

        @Override
        public Optional<S> state() {
            var state = Optional.<S>empty();
            for (var event : events) {
                state = after.apply(state, event);
            }
            return state;
        }
    }
}
