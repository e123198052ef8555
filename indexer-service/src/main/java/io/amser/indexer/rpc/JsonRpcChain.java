package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.RangeLogs;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.decoding.RawLog;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The chain, asked over JSON-RPC. */
public final class JsonRpcChain implements Chain, AutoCloseable {
    private static final int HEADERS_PER_REQUEST = 100;
    private static final List<RpcCall> VIEW = Stream.of("latest", "safe", "finalized")
            .map(tag -> headerCall("\"" + tag + "\""))
            .toList();
    private static final Comparator<RawLog> CHAIN_ORDER =
            Comparator.comparing(RawLog::blockNumber).thenComparingInt(RawLog::logIndex);

    private final ChainId id;
    private final Endpoints endpoints;
    private final LogFilters filters;
    private final FinalityRule finality;

    /**
     * Nothing is asked yet.
     *
     * @param onFailure hears the name of an endpoint at each failure
     */
    public JsonRpcChain(
            ChainId id,
            List<URI> urls,
            Duration timeout,
            LogFilters filters,
            FinalityRule finality,
            Consumer<String> onFailure) {
        this.id = id;
        this.endpoints = new Endpoints(id, urls, timeout, onFailure);
        this.filters = filters;
        this.finality = finality;
    }

    @Override
    public ChainView view() {
        return endpoints.ask(endpoint -> {
            var tags = endpoint.ask(VIEW, HeaderReader::read);
            var newest = endpoint.known(VIEW.getFirst(), tags.getFirst());
            return new ChainView(
                    newest,
                    finality.finality(newest, tags.get(1).ifKnown(), tags.get(2).ifKnown()));
        });
    }

    @Override
    public Optional<BlockHeader> header(BlockNumber number) {
        return headers(new BlockRange(number, number)).stream().findFirst();
    }

    @Override
    public List<BlockHeader> headers(BlockRange range) {
        var headers = new ArrayList<BlockHeader>();
        for (var piece : range.pieces(HEADERS_PER_REQUEST).toList()) {
            var calls = piece.numbers().map(JsonRpcChain::headerCall).toList();
            for (var answer : endpoints.ask(endpoint -> endpoint.ask(calls, HeaderReader::read))) {
                var header = answer.ifKnown();
                if (header.isEmpty()) {
                    return headers;
                }
                headers.add(header.get());
            }
        }
        return headers;
    }

    /** One request for everything, so that a range costs one answer's delay. */
    @Override
    public RangeLogs read(BlockRange range) {
        var calls = Stream.concat(filters.calls(where(range)).stream(), Stream.of(headerCall(range.last())))
                .toList();
        var answers = endpoints.ask(endpoint -> endpoint.askAll(calls, RangeResult::read));
        var logs = new ArrayList<NodeLog>();
        BlockHeader end = null;
        for (var answer : answers) {
            switch (answer) {
                case RangeResult.Logs(var some) -> logs.addAll(some);
                case RangeResult.End(var header) -> end = header;
            }
        }
        if (end == null) {
            throw new ChainUnavailable("The node told no last block of " + range);
        }
        return new RangeLogs(end, complete(logs, List.of(end)));
    }

    @Override
    public List<RawLog> logs(BlockRange range) {
        return logs(where(range), List.of());
    }

    @Override
    public List<RawLog> logs(BlockHeader block) {
        return logs("\"blockHash\":\"" + block.hash() + "\"", List.of(block));
    }

    private List<RawLog> logs(String where, List<BlockHeader> known) {
        var calls = filters.calls(where);
        var answers = endpoints.ask(endpoint -> endpoint.askAll(calls, LogsReader::read));
        return complete(answers.stream().flatMap(List::stream).toList(), known);
    }

    private static String where(BlockRange range) {
        return "\"fromBlock\":" + Quantity.of(range.first().value()) + ",\"toBlock\":"
                + Quantity.of(range.last().value());
    }

    /** The answers to several filters in one order, each log with its time. */
    private List<RawLog> complete(List<NodeLog> logs, List<BlockHeader> known) {
        var times = new HashMap<BlockHash, ChainTime>();
        known.forEach(block -> times.put(block.hash(), block.timestamp()));
        times.putAll(missingTimes(logs, times.keySet()));
        return logs.stream()
                .map(log -> log.at(id, log.blockTime().orElseGet(() -> time(times, log))))
                .sorted(CHAIN_ORDER)
                .toList();
    }

    private static ChainTime time(Map<BlockHash, ChainTime> times, NodeLog log) {
        var time = times.get(log.blockHash());
        if (time == null) {
            throw new ChainUnavailable("The node told another block instead of " + log.blockHash());
        }
        return time;
    }

    /**
     * Older nodes do not tell a log's time: their blocks have to be asked for, by hash, because another block may stand at the
     * same height by then.
     */
    private Map<BlockHash, ChainTime> missingTimes(List<NodeLog> logs, Set<BlockHash> known) {
        var calls = logs.stream()
                .filter(log -> log.blockTime().isEmpty())
                .map(NodeLog::blockHash)
                .distinct()
                .filter(block -> !known.contains(block))
                .map(block -> new RpcCall("eth_getBlockByHash", "[\"" + block + "\",false]"))
                .toList();
        var times = new HashMap<BlockHash, ChainTime>();
        for (var from = 0; from < calls.size(); from += HEADERS_PER_REQUEST) {
            var some = calls.subList(from, Math.min(from + HEADERS_PER_REQUEST, calls.size()));
            endpoints
                    .ask(endpoint -> endpoint.askAll(some, HeaderReader::read))
                    .forEach(block -> times.put(block.hash(), block.timestamp()));
        }
        return times;
    }

    private static RpcCall headerCall(BlockNumber number) {
        return headerCall(Quantity.of(number.value()));
    }

    private static RpcCall headerCall(String block) {
        return new RpcCall("eth_getBlockByNumber", "[" + block + ",false]");
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
