package io.amser.bench.indexer;

import io.amser.bench.figure.Rounds;
import io.amser.bench.reading.LiveHeap;
import java.util.function.LongConsumer;

/** Looks at the indexer's heap after each of its first and of its last transactions. */
final class HeapLooks implements LongConsumer {

    private static final long EARLY = 10_000;

    /** In so many events, several transactions are published. */
    private static final long AROUND = 20_000;

    private static final double MEGABYTE = 1024.0 * 1024.0;

    private final long events;
    private final Rounds early = new Rounds();
    private final Rounds late = new Rounds();

    HeapLooks(long events) {
        this.events = events;
    }

    /** @param published how many events are in the log */
    @Override
    public void accept(long published) {
        if (published >= EARLY && published < EARLY + AROUND) {
            early.add((double) LiveHeap.here());
        } else if (published > events - AROUND) {
            late.add((double) LiveHeap.here());
        }
    }

    double growth() {
        return late.median() / early.median();
    }

    String sentence() {
        return "Used heap after a full collection around 10,000 and %,d events, medians: %.1f and %.1f MB."
                .formatted(events, early.median() / MEGABYTE, late.median() / MEGABYTE);
    }
}
