package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.protocol.BlockNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a node told about the logs of a block or a range.
 *
 * @param byFilter the logs, filter by filter
 * @param end the block, or the last one of the range
 */
record LogsAnswer(List<List<NodeLog>> byFilter, NodeBlock end) {

    /** From the answers to one call for each filter, and then one for the block; empty if they are of another kind. */
    static Optional<LogsAnswer> of(List<RangeResult> results) {
        var logs = results.stream().flatMap(LogsAnswer::logs).toList();
        if (logs.size() == results.size() - 1 && results.getLast() instanceof RangeResult.End(var block)) {
            return Optional.of(new LogsAnswer(logs, block));
        }
        return Optional.empty();
    }

    private static Stream<List<NodeLog>> logs(RangeResult result) {
        return result instanceof RangeResult.Logs(var some) ? Stream.of(some) : Stream.empty();
    }

    List<NodeLog> all() {
        return byFilter.stream().flatMap(List::stream).toList();
    }

    boolean isEmpty() {
        return byFilter.stream().allMatch(List::isEmpty);
    }

    /** Whether logs may be missing: where none were told though, by its bloom, the block may have some. */
    boolean isDoubtful(LogFilters filters) {
        return IntStream.range(0, byFilter.size())
                .filter(i -> byFilter.get(i).isEmpty())
                .anyMatch(i -> end.bloom().map(filters.all().get(i)::mayPass).orElse(true));
    }

    /** Whether the bloom denies logs that are there, so that on this chain it says nothing. */
    boolean refutesBloom(LogFilters filters) {
        return IntStream.range(0, byFilter.size())
                .filter(i -> !byFilter.get(i).isEmpty())
                .anyMatch(i -> end.bloom()
                        .filter(bloom -> !filters.all().get(i).mayPass(bloom))
                        .isPresent());
    }

    /** Whether there is one block at each height and one log at each place: a proxy may put several nodes' answers together. */
    boolean isConsistent() {
        var blocks = new HashMap<>(Map.of(header().number(), header().hash()));
        var logs = new HashMap<Place, NodeLog>();
        return all().stream().allMatch(log -> {
            var block = blocks.putIfAbsent(log.blockNumber(), log.blockHash());
            var same = logs.putIfAbsent(new Place(log.blockNumber(), log.logIndex()), log);
            return (block == null || block.equals(log.blockHash())) && (same == null || same.equals(log));
        });
    }

    private record Place(BlockNumber block, int logIndex) {}

    BlockHeader header() {
        return end.header();
    }
}
