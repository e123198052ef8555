package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.RangeTooLarge;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.Endpoints.Answer;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * All logs of a block or a range, or none of them: that there are none is believed only if the block's bloom, another node or
 * the receipts say the same.
 */
final class CompleteLogs {
    private static final Logger LOG = Logger.getLogger(CompleteLogs.class);

    /** So many blocks of an empty range are looked at where there is no second node to ask. */
    private static final int SAMPLES = 8;

    private static final int SAMPLES_ASKED_FOR = 2;

    private final Endpoints endpoints;
    private final LogFilters filters;
    private final RpcMetrics metrics;
    private final Witnesses witnesses;
    private final AtomicBoolean bloomsAreUseless = new AtomicBoolean();

    CompleteLogs(Endpoints endpoints, LogFilters filters, InstantSource time, RpcMetrics metrics) {
        this.endpoints = endpoints;
        this.filters = filters;
        this.metrics = metrics;
        this.witnesses = new Witnesses(endpoints, time);
    }

    /** The logs of this very block. */
    List<NodeLog> of(BlockHeader block) {
        var first = endpoints.answer(node -> ask(node, block));
        noteUselessBlooms(first.value());
        return isDoubtful(first.value())
                ? secondOpinion(first, node -> ask(node, block), none -> unconfirmed(first, block, none))
                        .value()
                        .all()
                : first.value().all();
    }

    /** The logs of a range and its last block, with the node that told them. */
    Answer<LogsAnswer> of(BlockRange range) {
        var first = endpoints.answer(node -> ask(node, range));
        return first.value().isEmpty()
                ? secondOpinion(first, node -> ask(node, range), none -> sampled(first, range, none))
                : first;
    }

    /** What this node tells about a block, complete or not. */
    List<NodeLog> told(Node node, BlockNumber number, BlockHash hash) {
        return ask(node, number, hash).all();
    }

    private LogsAnswer ask(Node node, BlockHeader block) {
        return ask(node, block.number(), block.hash());
    }

    private LogsAnswer ask(Node node, BlockNumber number, BlockHash hash) {
        var calls = Stream.concat(
                        filters.calls("\"blockHash\":\"" + hash + "\"").stream(),
                        Stream.of(new RpcCall("eth_getBlockByHash", "[\"" + hash + "\",false]")))
                .toList();
        return node.ask(endpoint -> answer(endpoint, calls)
                .filter(answer -> answer.header().hash().equals(hash)
                        && answer.all().stream()
                                .allMatch(log -> log.blockHash().equals(hash)
                                        && log.blockNumber().equals(number)))
                .orElseThrow(() -> new RpcFailure(endpoint.url(), "told another block than " + hash)));
    }

    private LogsAnswer ask(Node node, BlockRange range) {
        var calls = Stream.concat(filters.calls(where(range)).stream(), Stream.of(Views.headerCall(range.last())))
                .toList();
        return node.ask(endpoint -> answer(endpoint, calls)
                .filter(answer -> answer.header().number().equals(range.last())
                        && answer.all().stream().allMatch(log -> range.contains(log.blockNumber())))
                .orElseThrow(() -> new RpcFailure(endpoint.url(), "told blocks outside of " + range)));
    }

    private static Optional<LogsAnswer> answer(RpcEndpoint endpoint, List<RpcCall> calls) {
        var answer = LogsAnswer.of(endpoint.askAll(calls, RangeResult::read));
        if (!answer.map(LogsAnswer::isConsistent).orElse(true)) {
            throw new RpcFailure(endpoint.url(), "told two blocks at one height, or two logs at one place");
        }
        return answer;
    }

    static String where(BlockRange range) {
        return "\"fromBlock\":" + Quantity.of(range.first().value()) + ",\"toBlock\":"
                + Quantity.of(range.last().value());
    }

    private void noteUselessBlooms(LogsAnswer answer) {
        if (answer.refutesBloom(filters) && !bloomsAreUseless.getAndSet(true)) {
            LOG.warnf(
                    "The bloom of block %s denies logs that are there: blooms prove nothing on this chain",
                    answer.header().number());
        }
    }

    private boolean isDoubtful(LogsAnswer answer) {
        return bloomsAreUseless.get() ? answer.byFilter().stream().anyMatch(List::isEmpty) : answer.isDoubtful(filters);
    }

    /** The longer of two answers, or what follows from there being no second one. */
    private Answer<LogsAnswer> secondOpinion(
            Answer<LogsAnswer> first,
            Function<Node, LogsAnswer> question,
            Function<ChainUnavailable, Answer<LogsAnswer>> ifThereIsNone) {
        try {
            return longer(first, witnesses.ask(first.node(), question));
        } catch (RangeTooLarge refusal) {
            throw refusal;
        } catch (ChainUnavailable none) {
            LOG.debugf("There is no second opinion: %s", none.getMessage());
            return ifThereIsNone.apply(none);
        }
    }

    private Answer<LogsAnswer> longer(Answer<LogsAnswer> first, Answer<LogsAnswer> second) {
        if (second.value().all().size() <= first.value().all().size()) {
            return first;
        }
        leftOut(first.node(), second.value().header().number());
        return second;
    }

    private void leftOut(Node node, BlockNumber block) {
        LOG.warnf("%s left out logs of block %s or of a range that ends there", node.name(), block);
        metrics.leftOut(node.name());
        node.failed();
    }

    private static Optional<List<NodeLog>> receipts(RpcEndpoint endpoint, RpcCall call) {
        try {
            return endpoint.ask(List.of(call), ReceiptsReader::read).getFirst().ifKnown();
        } catch (RpcFailure failure) {
            if (failure.isDenial()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Answer<LogsAnswer> unconfirmed(Answer<LogsAnswer> first, BlockHeader block, ChainUnavailable none) {
        return receipts(first, block).orElseGet(() -> again(first.node(), block, none));
    }

    /** Receipts prove what a block holds; not every node has them. */
    private Optional<Answer<LogsAnswer>> receipts(Answer<LogsAnswer> first, BlockHeader block) {
        var call = new RpcCall("eth_getBlockReceipts", "[\"" + block.hash() + "\"]");
        return first.node().ask(endpoint -> receipts(endpoint, call)).stream()
                .map(all -> all.stream()
                        .filter(log -> log.blockHash().equals(block.hash()))
                        .filter(filters::pass)
                        .toList())
                .map(logs -> new LogsAnswer(List.of(logs), first.value().end()))
                .map(answer -> longer(first, new Answer<>(first.node(), answer)))
                .findFirst();
    }

    /** All that can be done with a node alone that has no receipts. */
    private Answer<LogsAnswer> again(Node node, BlockHeader block, ChainUnavailable none) {
        requireAlone(node, block.number(), none);
        metrics.unproven(node.name());
        return new Answer<>(node, ask(node, block));
    }

    private void requireAlone(Node node, BlockNumber block, ChainUnavailable none) {
        if (witnesses.isAnyAwaited(node)) {
            throw new ChainUnavailable(
                    node.name() + " has no logs in block " + block
                            + " or before, and another node is waited for to confirm it: " + none.getMessage(),
                    none);
        }
    }

    /** Looks at some blocks whose blooms are not empty of what we look for. */
    private Answer<LogsAnswer> sampled(Answer<LogsAnswer> first, BlockRange range, ChainUnavailable none) {
        requireAlone(first.node(), range.last(), none);
        if (endpoints.all().size() > 1) {
            metrics.unproven(first.node().name());
        }
        var calls = samples(range).map(Views::headerCall).toList();
        first.node().ask(endpoint -> endpoint.askAll(calls, HeaderReader::readBlock)).stream()
                .filter(block -> block.bloom().map(filters::mayPass).orElse(true))
                .limit(SAMPLES_ASKED_FOR)
                .filter(block -> !ask(first.node(), block.header()).isEmpty())
                .findFirst()
                .ifPresent(block -> {
                    leftOut(first.node(), block.header().number());
                    throw first.node()
                            .failure("left out logs of block " + block.header().number());
                });
        return first;
    }

    private static Stream<BlockNumber> samples(BlockRange range) {
        var count = Math.min(SAMPLES, range.size());
        return LongStream.rangeClosed(1, count).mapToObj(i -> range.first().plus(i * range.size() / count - 1));
    }
}
