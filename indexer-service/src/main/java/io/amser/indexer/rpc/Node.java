package io.amser.indexer.rpc;

import com.fasterxml.jackson.core.JsonParser;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.health.NodeHealth;
import io.amser.indexer.rpc.health.Standing;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** One endpoint of our chain, with what is known about it. */
final class Node {
    private static final Logger LOG = Logger.getLogger(Node.class);
    private static final RpcCall CHAIN_ID = new RpcCall("eth_chainId", "[]");

    private final RpcEndpoint endpoint;
    private final String name;
    private final ChainId chain;
    private final Views views;
    private final InstantSource time;
    private final RpcMetrics metrics;
    private final AtomicReference<NodeHealth> health = new AtomicReference<>(NodeHealth.UNKNOWN);
    private volatile boolean isChecked;
    private volatile boolean wasOurs;

    /** Two endpoints of one provider have the same host, which is all that is ever shown of an address. */
    Node(RpcEndpoint endpoint, String name, RpcSettings settings, InstantSource time, RpcMetrics metrics) {
        this.endpoint = endpoint;
        this.name = name;
        this.chain = settings.chain();
        this.views = new Views(settings.finality());
        this.time = time;
        this.metrics = metrics;
        metrics.endpoint(
                name,
                () -> health().isSound() && health().isAwaited(),
                () -> endpoint.pace().pace().callsPerSecond());
    }

    String name() {
        return name;
    }

    NodeHealth health() {
        return health.get();
    }

    Duration delay() {
        return endpoint.pace().delay();
    }

    /** Whether it has never told another chain's id, or has told ours. */
    boolean mayBeOurs() {
        return wasOurs || !(health().standing() instanceof Standing.Elsewhere);
    }

    /** Asks, after making sure that it is our chain that will answer: behind an address there may be another one after an outage. */
    <R> R ask(Function<RpcEndpoint, R> question) {
        try {
            check();
            var began = time.instant();
            var answer = question.apply(endpoint);
            metrics.answered(name, Duration.between(began, time.instant()));
            health.updateAndGet(NodeHealth::answered);
            return answer;
        } catch (RpcFailure failure) {
            failed();
            throw failure;
        }
    }

    void failed() {
        isChecked = false;
        metrics.failed(name);
        var now = time.instant();
        health.updateAndGet(before -> before.failed(now));
    }

    private void check() {
        if (isChecked) {
            return;
        }
        var found = endpoint.known(
                CHAIN_ID, endpoint.askQuickly(List.of(CHAIN_ID), Node::chainId).getFirst());
        if (!found.equals(chain)) {
            judge(before -> before.found(new Standing.Elsewhere(found)));
            throw new RpcFailure(endpoint.url(), "serves chain " + found + ", amser.chain.id says " + chain);
        }
        if (health().standing() instanceof Standing.Elsewhere) {
            judge(before -> before.found(new Standing.Sound()));
        }
        wasOurs = true;
        isChecked = true;
    }

    /** Looks where the chain ends. */
    ChainView look() {
        return ask(endpoint -> showed(endpoint, endpoint.askQuickly(Views.CALLS, HeaderReader::read)));
    }

    /** Takes part in a round in which all are asked what they have at this height. */
    void vote(BlockNumber height) {
        var wait = delay();
        var began = time.instant();
        var calls = Stream.concat(Views.CALLS.stream(), Stream.of(Views.headerCall(height)))
                .toList();
        var block = ask(endpoint -> {
            var answers = endpoint.askQuickly(calls, HeaderReader::read);
            showed(endpoint, answers);
            return answers.getLast().ifKnown().map(BlockHeader::hash);
        });
        var took = Duration.between(began, time.instant()).minus(wait);
        health.updateAndGet(before -> before.voted(block, took.isNegative() ? Duration.ZERO : took));
    }

    private ChainView showed(RpcEndpoint asked, List<RpcAnswer<BlockHeader>> answers) {
        var view = views.view(asked, answers);
        var now = time.instant();
        health.updateAndGet(before -> before.showed(view, now));
        metrics.head(name, view.newest().number().value());
        return view;
    }

    RpcFailure failure(String what) {
        return new RpcFailure(endpoint.url(), what);
    }

    /** Fails if the node has shown a block up there and denies this one below it. */
    void requireNotShown(BlockNumber number) {
        if (health().sighting()
                .filter(last -> last.view().newest().number().compareTo(number) >= 0)
                .isPresent()) {
            failed();
            throw failure("does not have block " + number + ", below the newest that it showed");
        }
    }

    /** Others contradict a fork that it shows. */
    void contradicted() {
        judge(before -> before.found(new Standing.Forked()));
    }

    /** Takes over how it stands, and tells operators when that is another way than before. */
    void judge(UnaryOperator<NodeHealth> judgement) {
        var before = health.getAndUpdate(judgement).standing();
        var after = health().standing();
        if (!before.getClass().equals(after.getClass())) {
            LOG.log(
                    after instanceof Standing.Sound ? Logger.Level.INFO : Logger.Level.WARN,
                    "Node " + name + " " + after.text());
        }
    }

    private static ChainId chainId(JsonParser in) throws IOException {
        return new ChainId(Quantity.parse(in.getText()));
    }
}
