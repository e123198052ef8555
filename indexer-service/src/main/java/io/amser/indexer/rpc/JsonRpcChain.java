package io.amser.indexer.rpc;

import com.fasterxml.jackson.core.JsonParser;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.Contracts;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.chain.RangeLogs;
import io.amser.indexer.chain.RangeTooLarge;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.health.AgreedFinality;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.call.Call;
import io.amser.protocol.decoding.RawLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** The chain, asked over JSON-RPC. */
public final class JsonRpcChain implements Chain, Contracts, AutoCloseable {
    private static final int CALLS_PER_REQUEST = 50;
    private static final long REVERTED = 3;
    private static final Comparator<RawLog> CHAIN_ORDER =
            Comparator.comparing(RawLog::blockNumber).thenComparingInt(RawLog::logIndex);

    private final ChainId id;
    private final Endpoints endpoints;
    private final CompleteLogs logs;
    private final UnreadableLogs unreadable;
    private final Rounds rounds;
    private final Forks forks;
    private final SharedTip tip;
    private final AtomicReference<Finality> finality = new AtomicReference<>(Finality.NONE);

    /** Nothing is asked yet. */
    public JsonRpcChain(RpcSettings settings, LogFilters filters, InstantSource time, RpcMetrics metrics) {
        this.id = settings.chain();
        this.endpoints = new Endpoints(settings, time, metrics);
        this.rounds = new Rounds(endpoints, settings, time);
        this.forks = new Forks(endpoints, metrics);
        this.tip = new SharedTip(endpoints, metrics);
        this.logs = new CompleteLogs(endpoints, filters, time, metrics);
        this.unreadable = new UnreadableLogs(endpoints, logs);
    }

    @Override
    public ChainView view() {
        rounds.begin();
        var newest = endpoints.answer(Node::look).value().newest();
        var words = endpoints.withVoice().stream()
                .map(node ->
                        node.health().sighting().map(sighting -> sighting.view().finality()))
                .toList();
        var agreed = finality.accumulateAndGet(AgreedFinality.of(words), Finality::atLeast);
        return new ChainView(newest, agreed.atMost(newest.number()));
    }

    @Override
    public boolean confirms(BlockHeader block) {
        var parent = block.number().value() - 1;
        return forks.confirm(block, parent <= finality.get().finalized().value());
    }

    @Override
    public List<BlockHeader> agreed(List<BlockHeader> branch, BlockHeader settled) {
        return tip.of(branch, settled);
    }

    @Override
    public Optional<BlockHeader> header(BlockNumber number) {
        return headers(new BlockRange(number, number)).stream().findFirst();
    }

    @Override
    public List<BlockHeader> headers(BlockRange range) {
        var calls = range.numbers().map(Views::headerCall).toList();
        return endpoints
                .answer(node -> headers(node, range, node.ask(endpoint -> endpoint.ask(calls, HeaderReader::read))))
                .value();
    }

    private static List<BlockHeader> headers(Node node, BlockRange range, List<RpcAnswer<BlockHeader>> answers) {
        var headers = new ArrayList<BlockHeader>();
        for (var answer : answers) {
            var header = answer.ifKnown();
            if (header.isEmpty()) {
                node.requireNotShown(range.first().plus(headers.size()));
                return headers;
            }
            headers.add(header.get());
        }
        return headers;
    }

    /** One request for everything, so that a range costs one answer's delay. */
    @Override
    public RangeLogs read(BlockRange range) {
        var answer = logs.of(range);
        var end = answer.value().header();
        return new RangeLogs(
                end, complete(answer.value().all(), List.of(end)), answer.node().name());
    }

    @Override
    public List<RawLog> logs(BlockRange range) {
        try {
            return read(range).logs();
        } catch (RangeTooLarge refusal) {
            if (range.size() == 1) {
                throw new ChainUnavailable("A single block is refused", refusal);
            }
            return range.pieces(Math.ceilDiv(range.size(), 2))
                    .flatMap(half -> logs(half).stream())
                    .toList();
        }
    }

    @Override
    public List<RawLog> logs(BlockHeader block) {
        return complete(logs.of(block), List.of(block));
    }

    @Override
    public boolean vouches(RawLog log) {
        return unreadable.isTold(log);
    }

    /** The answers to several filters in one order, each log once and with its time. */
    private List<RawLog> complete(List<NodeLog> logs, List<BlockHeader> known) {
        var times = new HashMap<BlockHash, ChainTime>();
        known.forEach(block -> times.put(block.hash(), block.timestamp()));
        times.putAll(missingTimes(logs, times.keySet()));
        return logs.stream()
                .map(log -> log.at(id, log.blockTime().orElseGet(() -> time(times, log))))
                .distinct()
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
        if (calls.isEmpty()) {
            return Map.of();
        }
        return endpoints.ask(endpoint -> endpoint.askAll(calls, HeaderReader::read)).stream()
                .collect(Collectors.toMap(BlockHeader::hash, BlockHeader::timestamp, (one, _) -> one));
    }

    @Override
    public <T> List<Optional<T>> ask(List<Call<T>> calls, BlockHeader block) {
        var answers = new ArrayList<Optional<T>>();
        for (var from = 0; from < calls.size(); from += CALLS_PER_REQUEST) {
            var some = calls.subList(from, Math.min(from + CALLS_PER_REQUEST, calls.size()));
            var questions = some.stream().map(call -> ethCall(call, block)).toList();
            var told = endpoints.ask(endpoint -> endpoint.ask(questions, JsonParser::getText));
            for (var i = 0; i < some.size(); i++) {
                answers.add(unlessReverted(told.get(i)).map(some.get(i)::answer));
            }
        }
        return answers;
    }

    private static RpcCall ethCall(Call<?> call, BlockHeader block) {
        return new RpcCall(
                "eth_call",
                "[{\"to\":\"" + call.to() + "\",\"data\":\"" + call.data() + "\"},{\"blockHash\":\"" + block.hash()
                        + "\"}]");
    }

    /** A node says with code 3, or in words, that the contract itself refused. */
    private static Optional<String> unlessReverted(RpcAnswer<String> answer) {
        return switch (answer) {
            case RpcAnswer.Value<String>(var value) -> value;
            case RpcAnswer.Refusal<String>(var code, var message) -> {
                if (code == REVERTED || message.contains("revert")) {
                    yield Optional.empty();
                }
                throw new ChainUnavailable("The node refused a call: " + message + " (" + code + ")");
            }
        };
    }

    @Override
    public void close() {
        rounds.close();
        endpoints.close();
    }
}
