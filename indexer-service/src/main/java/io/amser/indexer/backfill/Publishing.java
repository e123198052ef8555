package io.amser.indexer.backfill;

import io.amser.indexer.place.Progress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Publishes one transaction after the other while the next is gathered; nothing follows a failure, which is thrown at a later step. */
final class Publishing implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("publishing").factory());
    private final Consumer<Progress> publish;
    private CompletableFuture<Void> lastButOne = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> last = lastButOne;

    Publishing(Consumer<Progress> publish) {
        this.publish = publish;
    }

    /** Waits while two are not published yet: so that one can wait for the other, and reading goes on beside a commit. */
    void begin(Progress progress) {
        InOrder.get(lastButOne);
        lastButOne = last;
        last = last.thenRunAsync(() -> publish.accept(progress), thread);
    }

    /** Does something else if nothing waits to be published. */
    void meanwhile(Runnable work) {
        if (last.isDone()) {
            last = last.thenRunAsync(work, thread);
        }
    }

    /** Waits until all is published. */
    void finish() {
        InOrder.get(last);
    }

    /** What is under way is finished, unless the caller is interrupted. */
    @Override
    public void close() {
        thread.close();
    }
}
