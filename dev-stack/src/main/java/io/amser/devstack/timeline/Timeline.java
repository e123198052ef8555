package io.amser.devstack.timeline;

import io.amser.devstack.wallet.Node;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Watches the chain, block by block, and tells every event in a sentence. */
public final class Timeline implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Node node;
    private final Sentences sentences;
    private final Names names;
    private final Consumer<Moment> listener;
    private final Thread watcher;
    private KnownContracts known;
    private long nextBlock;
    private volatile boolean closed;

    private Timeline(Node node, KnownContracts known, Names names, long firstBlock, Consumer<Moment> listener) {
        this.node = node;
        this.known = known;
        this.names = names;
        this.sentences = new Sentences(names);
        this.listener = listener;
        this.nextBlock = firstBlock;
        this.watcher = Thread.ofVirtual().name("timeline").unstarted(this::watch);
    }

    /** Starts to watch at a block; the listener hears every event in the order of the chain. */
    public static Timeline start(
            Node node,
            KnownContracts known,
            Map<Address, String> people,
            BlockNumber firstBlock,
            Consumer<Moment> listener) {
        var timeline = new Timeline(node, known, new Names(people), firstBlock.value(), listener);
        timeline.watcher.start();
        return timeline;
    }

    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }

    private void watch() {
        while (!closed) {
            look();
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** A node that does not answer is asked again at the next look, from the same block on. */
    private void look() {
        try {
            var head = node.latestBlock().getNumber().longValueExact();
            for (; nextBlock <= head; nextBlock++) {
                tell(nextBlock);
            }
        } catch (UncheckedIOException _) {
            // Nothing of the block was told yet: all is asked before the first word.
        }
    }

    private void tell(long number) {
        var decoded = EventDecoder.decode(node.logs(number), known);
        known = decoded.known();
        for (var event : decoded.events()) {
            names.learn(event);
            listener.accept(new Moment(event, sentences.tell(event)));
        }
    }
}
