package io.amser.indexer.running;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Ends a wait early; ringing while nobody waits ends the next one. */
final class Bell {
    private final BlockingQueue<Boolean> rung = new ArrayBlockingQueue<>(1);

    void ring() {
        rung.offer(true);
    }

    /** Waits for at most so long, and tells whether the bell rang. */
    boolean await(Duration longest) throws InterruptedException {
        return rung.poll(longest.toNanos(), TimeUnit.NANOSECONDS) != null;
    }
}
