package io.amser.indexer.rpc;

import io.amser.protocol.BlockNumber;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Looks at all nodes side by side, again and again: who lags, who stands on a branch of its own, who is back. */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    /** So far below the newest block of the slowest, nodes that are sound have the same block. */
    private static final long SETTLED_DEPTH = 2;

    /** Whoever is further behind has no part in the choice of that block. */
    private static final long FAR_BEHIND = 64;

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

    /** One round; what a node does not answer in it proves nothing against it. The first only finds out where they are. */
    void round() {
        var now = time.instant();
        var due = endpoints.all().stream()
                .filter(node -> node.health().rest().isOver(now))
                .toList();
        var heads = heads();
        Set<Node> answered = ConcurrentHashMap.newKeySet();
        endpoints.withEach(due, node -> {
            node.vote(settledHeight(heads));
            answered.add(node);
        });
        if (!heads.isEmpty()) {
            judge(answered);
        }
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

    /** Where the nodes were last seen. */
    private List<Long> heads() {
        return endpoints.all().stream()
                .flatMap(node -> node.health().sighting().stream())
                .map(sighting -> sighting.head().value())
                .toList();
    }

    /** Those that are sound have the same block there, and so has one that lags while another mines ahead alone. */
    private static BlockNumber settledHeight(List<Long> heads) {
        return heads.stream()
                .filter(head -> head >= Collections.max(heads) - FAR_BEHIND)
                .min(Comparator.naturalOrder())
                .filter(lowest -> lowest > SETTLED_DEPTH)
                .map(lowest -> new BlockNumber(lowest - SETTLED_DEPTH))
                .orElse(FIRST);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
