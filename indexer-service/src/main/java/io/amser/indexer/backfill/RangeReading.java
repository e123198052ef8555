package io.amser.indexer.backfill;

import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.RangeLogs;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.LogTopics;
import io.amser.protocol.decoding.RawLog;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One range on its way: its logs may arrive before those of earlier ranges, and are decoded as soon as all earlier
 * deployments of modules are known.
 */
final class RangeReading {
    private final BlockRange range;
    private final CompletableFuture<KnownContracts> knownBefore;
    private final CompletableFuture<KnownContracts> knownAfter = new CompletableFuture<>();

    private RangeReading(BlockRange range, CompletableFuture<KnownContracts> knownBefore) {
        this.range = range;
        this.knownBefore = knownBefore;
    }

    static RangeReading first(BlockRange range, KnownContracts known) {
        return new RangeReading(range, CompletableFuture.completedFuture(known));
    }

    RangeReading next(BlockRange following) {
        return new RangeReading(following, knownAfter);
    }

    DecodedRange read(Function<BlockRange, RangeLogs> chain) {
        try {
            var answer = chain.apply(range);
            var known = InOrder.get(knownBefore);
            knownAfter.complete(afterDeployments(answer, known));
            var decoded = EventDecoder.decode(answer.logs(), known);
            return new DecodedRange(range, answer.end(), decoded.events(), decoded.known());
        } catch (RuntimeException e) {
            knownAfter.completeExceptionally(e);
            throw e;
        }
    }

    private static KnownContracts afterDeployments(RangeLogs answer, KnownContracts known) {
        var deployments =
                answer.logs().stream().filter(RangeReading::isDeployment).toList();
        return EventDecoder.decode(deployments, known).known();
    }

    private static boolean isDeployment(RawLog log) {
        return !log.topics().isEmpty() && log.topics().getFirst().equals(LogTopics.ofDeployment());
    }
}
