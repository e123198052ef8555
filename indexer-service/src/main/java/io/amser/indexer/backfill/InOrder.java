package io.amser.indexer.backfill;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Work on items side by side, with results in the order of the items.
 *
 * <p>Never more than {@code inFlight} items are begun and not yet taken, which bounds the memory. Closing it interrupts
 * what is under way.
 */
public final class InOrder<T, R> implements Iterator<R>, AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Future<R>> begun = new ArrayDeque<>();
    private final Iterator<T> items;
    private final int inFlight;
    private final Function<T, R> work;

    public InOrder(Iterator<T> items, int inFlight, Function<T, R> work) {
        this.items = items;
        this.inFlight = inFlight;
        this.work = work;
    }

    @Override
    public boolean hasNext() {
        begin();
        return !begun.isEmpty();
    }

    private void begin() {
        while (begun.size() < inFlight && items.hasNext()) {
            var item = items.next();
            begun.add(threads.submit(() -> work.apply(item)));
        }
    }

    /** Waits for the result of the next item; what its work threw is thrown here. */
    @Override
    public R next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var result = get(begun.remove());
        begin();
        return result;
    }

    static <R> R get(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
