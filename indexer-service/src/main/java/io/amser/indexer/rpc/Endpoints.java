package io.amser.indexer.rpc;

import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.health.Choice;
import io.amser.indexer.rpc.health.Standing;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The nodes of one chain: the best one is asked, and the next best where that fails; or all of them, side by side. */
final class Endpoints implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Endpoints.class);

    /** The head of the chain does not wait for a node that wants to be asked less often. */
    private static final Duration LONGEST_DELAY = Duration.ofMillis(500);

    private final HttpClient http;
    private final RpcSettings settings;
    private final InstantSource time;
    private final List<Node> nodes;
    private final AtomicReference<@Nullable Node> current = new AtomicReference<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A node's answer. */
    record Answer<R>(Node node, R value) {}

    /** Nothing is asked yet. */
    Endpoints(RpcSettings settings, InstantSource time, RpcMetrics metrics) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.quickTimeout())
                .build();
        this.settings = settings;
        this.time = time;
        this.nodes = nodes(metrics);
    }

    private List<Node> nodes(RpcMetrics metrics) {
        var made = new ArrayList<Node>();
        for (var url : settings.urls()) {
            var endpoint = new RpcEndpoint(http, url, settings, time);
            var name = name(url, settings.urls().subList(0, made.size()));
            made.add(new Node(endpoint, name, settings, time, metrics));
        }
        return List.copyOf(made);
    }

    private static String name(URI url, List<URI> before) {
        var host = RpcFailure.name(url);
        var same = before.stream().map(RpcFailure::name).filter(host::equals).count();
        return same == 0 ? host : host + "#" + (same + 1);
    }

    List<Node> all() {
        return nodes;
    }

    /** Those whose word counts. */
    List<Node> withVoice() {
        return nodes.stream()
                .filter(node -> node.health().hasVoice(settings.comparison().roundsToGiveUp()))
                .toList();
    }

    /** Those of them that can answer at once: neither resting nor asking to be left alone. */
    List<Node> quickOf(List<Node> some) {
        var now = time.instant();
        return some.stream()
                .filter(node -> node.health().rest().isOver(now))
                .filter(node -> node.delay().compareTo(LONGEST_DELAY) < 0)
                .toList();
    }

    /** Those that are waited for even where little is at stake. */
    List<Node> awaited() {
        return nodes.stream().filter(node -> node.health().isAwaited()).toList();
    }

    /**
     * Puts a question to the best node; if it fails, to the next one.
     *
     * @throws WrongChain if every node serves another chain than ours, and always did
     */
    <R> R ask(Function<RpcEndpoint, R> question) {
        return answer(node -> node.ask(question)).value();
    }

    /** As {@link #ask}, where a node's answer is kept with what is known about it. */
    <R> Answer<R> answer(Function<Node, R> question) {
        var answer = firstOf(ordered(), question);
        current.set(answer.node());
        return answer;
    }

    /** As {@link #answer}, but not of this node. */
    <R> Answer<R> answerOfAnother(Node but, Function<Node, R> question) {
        return firstOf(ordered().stream().filter(node -> node != but).toList(), question);
    }

    private <R> Answer<R> firstOf(List<Node> some, Function<Node, R> question) {
        ChainUnavailable last = null;
        for (var node : some) {
            try {
                return new Answer<>(node, question.apply(node));
            } catch (RpcFailure | RpcThrottled failure) {
                LOG.debugf("The next node is asked: %s", failure.getMessage());
                last = failure;
            }
        }
        requireOneOfOurs();
        throw last == null ? new ChainUnavailable("None of the nodes can be relied on now") : last;
    }

    private void requireOneOfOurs() {
        if (nodes.stream().noneMatch(Node::mayBeOurs)
                && nodes.getFirst().health().standing() instanceof Standing.Elsewhere(var found)) {
            throw new WrongChain(nodes.getFirst().name(), found, settings.chain());
        }
    }

    private List<Node> ordered() {
        var last = current.get();
        var candidates = nodes.stream()
                .map(node -> new Choice.Candidate<>(node, node.health(), node.delay(), node == last))
                .toList();
        return Choice.order(candidates, time.instant());
    }

    /** Does something with each of these nodes at the same time, and waits until all have done it or failed. */
    void withEach(List<Node> some, Consumer<Node> action) {
        var tasks = some.stream()
                .<Callable<Boolean>>map(node -> () -> attempt(node, action))
                .toList();
        try {
            threads.invokeAll(tasks, longestRound().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while several nodes were asked");
        }
    }

    /** Checking a node's chain and asking it takes two answers. */
    private Duration longestRound() {
        return settings.quickTimeout().multipliedBy(2);
    }

    private static boolean attempt(Node node, Consumer<Node> action) {
        try {
            action.accept(node);
            return true;
        } catch (ChainUnavailable e) {
            LOG.debugf("A node has nothing to say: %s", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
        http.close();
    }
}
