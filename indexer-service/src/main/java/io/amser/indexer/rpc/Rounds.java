package io.amser.indexer.rpc;

import io.amser.indexer.rpc.health.NodeHealth;
import io.amser.indexer.rpc.health.Sighting;
import io.amser.protocol.BlockNumber;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Looks at all nodes side by side, again and again: who lags, who stands on a branch of its own, who is back. */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    /** So far below the newest block of the slowest, nodes that are sound have the same block. */
    private static final long SETTLED_DEPTH = 2;

    private static final BlockNumber FIRST = new BlockNumber(0);

    private final Endpoints endpoints;
    private final RpcSettings settings;
    private final InstantSource time;
    private final Thread thread;

    Rounds(Endpoints endpoints, RpcSettings settings, InstantSource time) {
        this.endpoints = endpoints;
        this.settings = settings;
        this.time = time;
        this.thread = Thread.ofVirtual().name("comparing nodes").unstarted(this::run);
    }

    /** Begins, unless there is nobody to compare with. */
    synchronized void begin() {
        if (endpoints.all().size() > 1 && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt();
                Thread.sleep(settings.compareEvery());
            }
        } catch (InterruptedException | CancellationException e) {
            LOG.debug("The nodes are compared no more", e);
        }
    }

    /** Whatever goes wrong in one round, there is a next. */
    private void attempt() {
        try {
            round();
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The nodes could not be compared this time", e);
        }
    }

    /** One round; what a node does not answer in it proves nothing against it. */
    void round() {
        var now = time.instant();
        var due = endpoints.all().stream()
                .filter(node -> node.health().rest().isOver(now))
                .toList();
        var height = settledHeight();
        Set<Node> answered = ConcurrentHashMap.newKeySet();
        endpoints.withEach(due, node -> {
            node.vote(height);
            answered.add(node);
        });
        judge(answered);
    }

    private void judge(Set<Node> answered) {
        var now = time.instant();
        var round = answered.stream().map(Node::health).toList();
        var voices = endpoints.withVoice();
        for (var node : endpoints.all()) {
            var othersAreAwaited = voices.stream().anyMatch(other -> other != node);
            node.judge(health ->
                    settings.comparison().after(health, answered.contains(node), round, othersAreAwaited, now));
        }
    }

    private BlockNumber settledHeight() {
        return endpoints.all().stream()
                .map(Node::health)
                .filter(NodeHealth::isSound)
                .flatMap(health -> health.sighting().stream())
                .map(Sighting::head)
                .min(Comparator.naturalOrder())
                .filter(lowest -> lowest.value() > SETTLED_DEPTH)
                .map(lowest -> new BlockNumber(lowest.value() - SETTLED_DEPTH))
                .orElse(FIRST);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
