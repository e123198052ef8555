package io.amser.bench.pipeline;

import io.amser.bench.figure.Rounds;
import io.amser.bench.reading.Indexing;
import io.amser.bench.reading.LiveHeap;
import java.util.function.LongConsumer;

/**
 * Looks at the heaps of the indexer and of a service behind it while events are published.
 *
 * <p>What either holds of its last batch depends on how large that happened to be, so that each figure is the median of several looks.
 */
final class HeapWatch implements LongConsumer {

    private static final long EARLY = 10_000;

    /** In so many events, several transactions are published. */
    private static final long AROUND = 20_000;

    private final Indexing indexing;
    private final ReadingService service;
    private final long events;
    private final Looks early = new Looks();
    private final Looks late = new Looks();

    HeapWatch(Indexing indexing, ReadingService service, long events) {
        this.indexing = indexing;
        this.service = service;
        this.events = events;
    }

    /** @param published how many events are in the log */
    @Override
    public void accept(long published) {
        if (published >= EARLY && published < EARLY + AROUND) {
            look(early);
        } else if (published > events - AROUND) {
            look(late);
        }
    }

    private void look(Looks looks) {
        looks.indexer().add((double) LiveHeap.here());
        service.awaitApplied(indexing.ends());
        looks.service().add((double) service.liveHeap());
    }

    HeapGrowth growth() {
        return new HeapGrowth(early.median(), late.median());
    }

    private record Looks(Rounds indexer, Rounds service) {

        Looks() {
            this(new Rounds(), new Rounds());
        }

        UsedHeaps median() {
            return new UsedHeaps(Math.round(indexer.median()), Math.round(service.median()));
        }
    }
}
