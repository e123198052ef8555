package io.amser.devstack.rpc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lets through so many requests within any second. */
final class RequestWindow {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int perSecond;
    private final Deque<Long> granted = new ArrayDeque<>();

    RequestWindow(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether one more may pass at this moment of {@link System#nanoTime}. */
    synchronized boolean admits(long now) {
        while (!granted.isEmpty() && now - granted.getFirst() >= SECOND) {
            granted.removeFirst();
        }
        if (granted.size() >= perSecond) {
            return false;
        }
        granted.addLast(now);
        return true;
    }
}
