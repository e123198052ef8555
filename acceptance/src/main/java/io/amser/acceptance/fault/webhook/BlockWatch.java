package io.amser.acceptance.fault.webhook;

import io.amser.devstack.wallet.Node;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Notes when the node had which block, within some milliseconds. */
final class BlockWatch implements AutoCloseable {

    private static final long BETWEEN_LOOKS_MILLIS = 5;

    private final Node node;
    private final Map<Long, Long> seenAt = new ConcurrentHashMap<>();
    private final Thread thread;
    private long newest;
    private volatile boolean closing;

    BlockWatch(Node node) {
        this.node = node;
        this.newest = node.latestBlock().getNumber().longValueExact();
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        while (!closing) {
            var head = node.latestBlock().getNumber().longValueExact();
            var now = System.nanoTime();
            for (; newest < head; newest++) {
                seenAt.put(newest + 1, now);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    long newest() {
        return node.latestBlock().getNumber().longValueExact();
    }

    /** On the clock of {@link System#nanoTime}; asked only of blocks that came while it watched. */
    long seenAt(long block) {
        var at = seenAt.get(block);
        if (at == null) {
            throw new IllegalStateException("Nobody saw block " + block);
        }
        return at;
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }
}
