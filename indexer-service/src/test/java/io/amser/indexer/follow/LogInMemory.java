package io.amser.indexer.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.Head;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log as its consumers and the next indexer find it, and sometimes a broker that refuses. */
final class LogInMemory implements Consumer<LogTransaction> {
    private static final Comparator<ChainEvent> CHAIN_ORDER =
            Comparator.comparing(ChainEvent::origin, EventOrigin.CHAIN_ORDER);

    private final Deque<ChainEvent> present = new ArrayDeque<>();
    private final Map<String, String> state = new HashMap<>();
    private @Nullable Head head;
    private boolean refusesOnce;

    /** An abort, as the publisher tells it. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    void refuseOnce() {
        refusesOnce = true;
    }

    void refuseNoMore() {
        refusesOnce = false;
    }

    @Override
    public void accept(LogTransaction transaction) {
        if (refusesOnce) {
            refusesOnce = false;
            throw new Refused();
        }
        transaction.events().forEach(this::fold);
        transaction
                .state()
                .forEach(entry -> entry.json()
                        .ifPresentOrElse(json -> state.put(entry.key(), json), () -> state.remove(entry.key())));
        head = transaction.head();
    }

    /** The newest is taken back first, and what comes follows everything that is left. */
    private void fold(PublishedEvent record) {
        if (record.retracted()) {
            assertThat(present.pollLast()).isEqualTo(record.event());
            return;
        }
        if (!present.isEmpty()) {
            assertThat(CHAIN_ORDER.compare(present.getLast(), record.event())).isNegative();
        }
        present.addLast(record.event());
    }

    List<ChainEvent> events() {
        return List.copyOf(present);
    }

    Map<String, String> state() {
        return Map.copyOf(state);
    }

    @Nullable
    Head head() {
        return head;
    }
}
