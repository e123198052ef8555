package io.amser.indexer.backfill;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Work on items side by side, with results in the order of the items.
 *
 * <p>Never more than {@code inFlight} items are begun and not yet taken, which bounds the memory. Closing it interrupts
 * what is under way.
 */
public final class InOrder<T, R> implements Iterator<R>, AutoCloseable {
    private static final Duration WAITING_AT_ONCE = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Future<R>> begun = new ArrayDeque<>();
    private final Iterator<T> items;
    private final int inFlight;
    private final Function<T, R> work;
    private final Runnable whileWaiting;

    public InOrder(Iterator<T> items, int inFlight, Function<T, R> work) {
        this(items, inFlight, work, () -> {});
    }

    /**
     * With something to do now and then while the next result does not come.
     *
     * @param whileWaiting is run by whoever waits, about once a second
     */
    InOrder(Iterator<T> items, int inFlight, Function<T, R> work, Runnable whileWaiting) {
        this.whileWaiting = whileWaiting;
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
        var result = get(begun.remove(), whileWaiting);
        begin();
        return result;
    }

    static <R> R get(Future<R> future) {
        return get(future, () -> {});
    }

    private static <R> R get(Future<R> future, Runnable whileWaiting) {
        while (true) {
            try {
                return future.get(WAITING_AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                whileWaiting.run();
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
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
