package io.amser.indexer.backfill;

import io.amser.indexer.place.Progress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Publishes one transaction after the other while the next is gathered; a failure is thrown at the next step. */
final class Publishing implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("publishing").factory());
    private final Consumer<Progress> publish;
    private Future<?> underWay = CompletableFuture.completedFuture(null);

    Publishing(Consumer<Progress> publish) {
        this.publish = publish;
    }

    /** Begins once the transaction before is published, so that one waits at most. */
    void begin(Progress progress) {
        finish();
        underWay = thread.submit(() -> publish.accept(progress));
    }

    /** Waits until all is published. */
    void finish() {
        InOrder.get(underWay);
    }

    /** What is under way is finished, unless the caller is interrupted. */
    @Override
    public void close() {
        thread.close();
    }
}
