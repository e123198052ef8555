package io.amser.bench.pipeline;

import io.amser.bench.WrongResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the heaps while events are published: early, and when all are there.
 *
 * <p>The service starts only when the early events are in the log, so that at both looks it has applied batches as large as they get.
 */
final class HeapWatch implements LongConsumer, AutoCloseable {

    private static final long EARLY = 10_000;

    private final Indexing indexing;
    private final Supplier<ReadingService> start;
    private final long events;
    private final List<UsedHeaps> looks = new ArrayList<>();
    private @Nullable ReadingService service;

    HeapWatch(Indexing indexing, Supplier<ReadingService> start, long events) {
        this.indexing = indexing;
        this.start = start;
        this.events = events;
    }

    /** @param published how many events are in the log */
    @Override
    public void accept(long published) {
        if (service == null && published >= EARLY) {
            service = start.get();
            look(service);
        } else if (service != null && looks.size() == 1 && published == events) {
            look(service);
        }
    }

    private void look(ReadingService reader) {
        long here = LiveHeap.here();
        reader.awaitApplied(indexing.ends());
        looks.add(new UsedHeaps(here, reader.liveHeap()));
    }

    HeapGrowth growth() {
        if (looks.size() < 2) {
            throw new WrongResult("The heaps were looked at " + looks.size() + " times instead of twice.");
        }
        return new HeapGrowth(looks.getFirst(), looks.getLast());
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
    }
}
