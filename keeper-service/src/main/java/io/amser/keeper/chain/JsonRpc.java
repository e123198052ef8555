package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.keeper.chain.RpcAnswer.Refused;
import io.amser.protocol.ChainId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** JSON-RPC in batches to one of several nodes: the one that knows the newest block, and another one as soon as it does not answer. */
final class JsonRpc {
    /** Hosted nodes refuse batches of more than 100; one call may be added to ask for the chain. */
    private static final int LONGEST_BATCH = 99;

    /** Once one node has answered, the others have so long to tell better. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<RpcNode> nodes;
    private final Duration timeout;
    private volatile @Nullable RpcNode preferred;

    JsonRpc(List<URI> nodes, ChainId chain, Duration timeout) {
        var http = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.nodes = nodes.stream()
                .map(uri -> new RpcNode(uri, chain, timeout, http))
                .toList();
        this.timeout = timeout;
    }

    JsonNode call(String method, Object... params) {
        return batch(List.of(RpcCall.of(method, params))).getFirst().result();
    }

    /** One answer per call, in the order of the calls. */
    List<RpcAnswer> batch(List<RpcCall> calls) {
        var answers = new ArrayList<RpcAnswer>(calls.size());
        for (var from = 0; from < calls.size(); from += LONGEST_BATCH) {
            answers.addAll(answersOfAny(calls.subList(from, Math.min(calls.size(), from + LONGEST_BATCH))));
        }
        return answers;
    }

    /**
     * Asks all nodes side by side for their newest block, and gives the answers of the one that is furthest; it is asked for everything else, too.
     *
     * @param newest reads the number of that block from the answers; fails on those that are of no use
     */
    List<RpcAnswer> newest(List<RpcCall> calls, ToLongFunction<List<RpcAnswer>> newest) {
        @Nullable Answered best = null;
        for (var answered : side(calls, true)) {
            try {
                answered.node().told(newest.applyAsLong(answered.answers()));
            } catch (ChainUnreachable e) {
                answered.node().failed(e.getMessage());
                continue;
            }
            if (best == null || isBetter(answered.node(), best.node())) {
                best = answered;
            }
        }
        if (best == null) {
            throw new ChainUnreachable("No node tells its newest block");
        }
        preferred = best.node();
        return best.answers();
    }

    /** What each of the nodes says that answer; none of them may keep it from the others. */
    List<List<RpcAnswer>> everywhere(List<RpcCall> calls) {
        return side(calls, false).stream().map(Answered::answers).toList();
    }

    private boolean isBetter(RpcNode node, RpcNode than) {
        return node.newest() > than.newest() || (node.newest() == than.newest() && node == preferred);
    }

    private List<RpcAnswer> answersOfAny(List<RpcCall> calls) {
        @Nullable IOException last = null;
        var order = inOrder();
        for (var node : order) {
            try {
                var answers = node.ask(calls);
                if (node == order.getLast() || isOfUse(answers)) {
                    preferred = node;
                    return answers;
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw last == null
                ? new ChainUnreachable("No node is configured in amser.chain.rpc-urls")
                : new ChainUnreachable("No node answers: " + last.getMessage(), last);
    }

    /** Those that rest come last, not never. */
    private List<RpcNode> inOrder() {
        var first = preferred;
        return nodes.stream()
                .sorted(Comparator.comparing(RpcNode::rests)
                        .thenComparing(node -> node != first)
                        .thenComparing(RpcNode::newest, Comparator.reverseOrder()))
                .toList();
    }

    /** A node that refuses everything is over its limit, or behind. */
    private static boolean isOfUse(List<RpcAnswer> answers) {
        return answers.stream().anyMatch(answer -> !(answer instanceof Refused refused) || refused.byContract());
    }

    private List<Answered> side(List<RpcCall> calls, boolean anew) {
        var awake = nodes.stream().filter(node -> !node.rests()).toList();
        var asked = awake.isEmpty() ? nodes : awake;
        var outcomes = new LinkedBlockingQueue<Outcome>();
        for (var node : asked) {
            Thread.ofVirtual().name("ask " + node.name()).start(() -> outcomes.add(outcome(node, calls, anew)));
        }
        return collect(outcomes, asked);
    }

    private static Outcome outcome(RpcNode node, List<RpcCall> calls, boolean anew) {
        try {
            return new Answered(node, anew ? node.askAnew(calls) : node.ask(calls));
        } catch (IOException | RuntimeException e) {
            return new Silent(String.valueOf(e.getMessage()));
        }
    }

    private List<Answered> collect(LinkedBlockingQueue<Outcome> outcomes, List<RpcNode> asked) {
        var answered = new ArrayList<Answered>(asked.size());
        var last = "No node is configured in amser.chain.rpc-urls";
        var end = System.nanoTime() + timeout.plus(PATIENCE).toNanos();
        for (var i = 0; i < asked.size(); i++) {
            switch (next(outcomes, end)) {
                case Answered answer -> {
                    answered.add(answer);
                    end = Math.min(end, System.nanoTime() + PATIENCE.toNanos());
                }
                case Silent(var why) -> last = why;
                case null -> i = asked.size();
            }
        }
        if (answered.isEmpty()) {
            throw new ChainUnreachable("No node answers: " + last);
        }
        return answered;
    }

    private static @Nullable Outcome next(LinkedBlockingQueue<Outcome> outcomes, long end) {
        try {
            return outcomes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnreachable("Interrupted while waiting for the nodes", e);
        }
    }

    private sealed interface Outcome {}

    private record Answered(RpcNode node, List<RpcAnswer> answers) implements Outcome {}

    private record Silent(String why) implements Outcome {}
}
