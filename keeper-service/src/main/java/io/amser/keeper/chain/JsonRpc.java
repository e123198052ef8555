package io.amser.keeper.chain;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.keeper.chain.RpcAnswer.Refused;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON-RPC in batches to one of several nodes: the one that knows the newest block that is believed, and another one as soon as it does not answer. */
final class JsonRpc {
    /** Hosted nodes refuse batches of more than 100; one call may be added to ask for the chain. */
    private static final int LONGEST_BATCH = 99;

    /** Once one node has answered, the others have so long to tell better. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** In blocks. */
    private static final int NEAR = 3;

    /** Who tells what nobody else has is asked last. */
    private static final long NOTHING = 0;

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
     * Asks all nodes side by side for their newest block, and gives the answers of the one that is furthest and believed; it is asked for everything
     * else, too. A block is believed that a second node has. What one node alone tells is believed as far as our own clock allows, while every other
     * is silent, behind that clock or ahead of what it allows, and no two of those have a block in common.
     *
     * @param newest reads that block from the answers; fails on those that are of no use
     */
    List<RpcAnswer> newest(List<RpcCall> calls, Function<List<RpcAnswer>, Block> newest, OwnTime own) {
        var told = new ArrayList<ToldBlock>();
        for (var answered : side(awake(), calls, true)) {
            try {
                told.add(new ToldBlock(answered, newest.apply(answered.answers())));
            } catch (RuntimeException e) {
                answered.node().failed(e.getMessage());
            }
        }
        if (told.isEmpty()) {
            throw new ChainUnreachable("No node tells its newest block");
        }
        var believed = believed(told, own)
                .or(() -> believed(told, own))
                .orElseThrow(() -> new ChainUnreachable(
                        "No node tells a newest block that another one has, or that amser.chain.longest-lead allows: "
                                + told.stream().map(ToldBlock::toString).collect(joining(", "))));
        told.forEach(one -> one.node().told(one.number() > believed.number() ? NOTHING : one.number()));
        preferred = believed.node();
        return believed.answered().answers();
    }

    /** A node may fail to say in time what it has. */
    private Optional<ToldBlock> believed(List<ToldBlock> told, OwnTime own) {
        var known = known(told);
        return told.stream()
                .filter(one -> isKnownToAnother(one, told, known) || isBelievedAlone(one, told, known, own))
                .max(Comparator.<ToldBlock>comparingLong(ToldBlock::number)
                        .thenComparing(one -> one.node() == preferred));
    }

    private static boolean knows(Map<RpcNode, Set<Block>> known, ToldBlock node, Block block) {
        return node.block().equals(block)
                || known.getOrDefault(node.node(), Set.of()).contains(block);
    }

    private static boolean isBelievedAlone(
            ToldBlock one, List<ToldBlock> told, Map<RpcNode, Set<Block>> known, OwnTime own) {
        var others = told.stream()
                .filter(other -> other.node() != one.node() && own.allows(other.time()))
                .toList();
        return own.allows(one.time())
                && others.stream().allMatch(other -> own.isBehind(other.time()))
                && others.stream().noneMatch(other -> isKnownToAnother(other, others, known));
    }

    private static boolean isKnownToAnother(ToldBlock one, List<ToldBlock> told, Map<RpcNode, Set<Block>> known) {
        return told.stream().anyMatch(other -> other.node() != one.node() && knows(known, other, one.block()));
    }

    /** Which of the blocks that others told each node has, too. */
    private Map<RpcNode, Set<Block>> known(List<ToldBlock> told) {
        var blocks = told.stream().map(ToldBlock::block).distinct().toList();
        if (blocks.size() < 2) {
            return Map.of();
        }
        var questions = blocks.stream()
                .map(block -> RpcCall.of("eth_getBlockByHash", block.hash().value(), false))
                .toList();
        try {
            return side(told.stream().map(ToldBlock::node).toList(), questions, false).stream()
                    .collect(toMap(Answered::node, answered -> blocks(answered.answers())));
        } catch (ChainUnreachable _) {
            return Map.of();
        }
    }

    private static Set<Block> blocks(List<RpcAnswer> answers) {
        var blocks = new HashSet<Block>();
        for (var answer : answers) {
            try {
                blocks.add(Blocks.read(answer.result()));
            } catch (RuntimeException _) {
                // it does not have that one
            }
        }
        return blocks;
    }

    /** What each of the nodes says that answer; none of them may keep it from the others. */
    List<List<RpcAnswer>> everywhere(List<RpcCall> calls) {
        return side(awake(), calls, false).stream().map(Answered::answers).toList();
    }

    /** What each of the nodes says that are at most a few blocks behind the one that is believed. */
    List<List<RpcAnswer>> atTheTip(List<RpcCall> calls) {
        var furthest = preferred;
        var tip = furthest == null ? NOTHING : furthest.newest();
        var asked = awake().stream().filter(node -> node.newest() + NEAR >= tip).toList();
        return side(asked, calls, false).stream().map(Answered::answers).toList();
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

    private List<RpcNode> awake() {
        var awake = nodes.stream().filter(node -> !node.rests()).toList();
        return awake.isEmpty() ? nodes : awake;
    }

    private List<Answered> side(List<RpcNode> asked, List<RpcCall> calls, boolean anew) {
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

    private record ToldBlock(Answered answered, Block block) {
        RpcNode node() {
            return answered.node();
        }

        long number() {
            return block.number().value();
        }

        ChainTime time() {
            return block.time();
        }

        @Override
        public String toString() {
            return "%s tells %d of %s".formatted(node().name(), number(), time());
        }
    }

    private record Silent(String why) implements Outcome {}
}
