package io.amser.indexer.rpc.pace;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/** Holds calls back until a node takes them. */
public final class PaceKeeper {
    private final InstantSource time;
    private final AtomicReference<Pace> pace = new AtomicReference<>(Pace.UNLIMITED);

    public PaceKeeper(InstantSource time) {
        this.time = time;
    }

    public Pace pace() {
        return pace.get();
    }

    public Duration delay() {
        return pace.get().delay(time.instant());
    }

    /** Waits for the turn of these calls. */
    public void await(int calls) {
        var now = time.instant();
        var wait = pace.updateAndGet(before -> before.taking(calls, now)).delay(now);
        if (wait.isPositive()) {
            sleep(wait);
        }
    }

    public void answered(int calls) {
        var now = time.instant();
        pace.updateAndGet(before -> before.answered(calls, now));
    }

    public void refused(Duration retryAfter) {
        var now = time.instant();
        pace.updateAndGet(before -> before.refused(retryAfter, now));
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for a node's limit of requests");
        }
    }
}
