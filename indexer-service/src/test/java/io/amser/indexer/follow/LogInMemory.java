package io.amser.indexer.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.Head;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.protocol.EventId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log as its consumers and the next indexer find it, and sometimes a broker that refuses. */
final class LogInMemory implements Consumer<LogTransaction> {
    private final Map<EventId, ChainEvent> present = new HashMap<>();
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

    @Override
    public void accept(LogTransaction transaction) {
        if (refusesOnce) {
            refusesOnce = false;
            throw new Refused();
        }
        for (var record : transaction.events()) {
            var id = record.event().id();
            if (record.retracted()) {
                assertThat(present.remove(id)).isEqualTo(record.event());
            } else {
                assertThat(present.put(id, record.event())).isNull();
            }
        }
        transaction
                .state()
                .forEach(entry -> entry.json()
                        .ifPresentOrElse(json -> state.put(entry.key(), json), () -> state.remove(entry.key())));
        head = transaction.head();
    }

    List<ChainEvent> events() {
        return present.values().stream()
                .sorted(Comparator.comparing(ChainEvent::origin, EventOrigin.CHAIN_ORDER))
                .toList();
    }

    Map<String, String> state() {
        return Map.copyOf(state);
    }

    @Nullable
    Head head() {
        return head;
    }
}
