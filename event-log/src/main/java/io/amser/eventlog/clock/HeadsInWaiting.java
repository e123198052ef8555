package io.amser.eventlog.clock;

import io.amser.eventlog.HeadRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Heads in the order of their topic: the newest one whose records are all applied, and those that still wait. */
final class HeadsInWaiting {
    /** Far behind, a service need not step on every block: of so many heads each second one is enough. */
    private static final int MOST = 4096;

    private final Deque<WrittenHead> waiting = new ArrayDeque<>();
    private Optional<WrittenHead> applied = Optional.empty();
    private Optional<WrittenHead> newest = Optional.empty();

    synchronized void add(WrittenHead head) {
        if (waiting.size() == MOST) {
            thinOut();
        }
        waiting.add(head);
        newest = Optional.of(head);
    }

    private void thinOut() {
        var kept = IntStream.range(0, MOST).iterator();
        waiting.removeIf(head -> kept.nextInt() % 2 == 0);
    }

    /** Steps on to the newest head that tells of nothing beyond {@code rows}; a missing row is 0. */
    synchronized void reached(Map<Integer, Long> rows) {
        while (!waiting.isEmpty() && covers(rows, waiting.getFirst().head())) {
            applied = Optional.of(waiting.removeFirst());
        }
    }

    private static boolean covers(Map<Integer, Long> rows, HeadRecord head) {
        var ends = head.endOffsets();
        return IntStream.range(0, ends.size())
                .allMatch(partition -> rows.getOrDefault(partition, 0L) >= ends.get(partition));
    }

    synchronized boolean anyWaits() {
        return !waiting.isEmpty();
    }

    synchronized Optional<WrittenHead> applied() {
        return applied;
    }

    synchronized Optional<WrittenHead> newest() {
        return newest;
    }
}
