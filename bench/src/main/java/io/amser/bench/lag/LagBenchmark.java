package io.amser.bench.lag;

import io.amser.bench.Benchmark;
import io.amser.bench.WrongResult;
import io.amser.bench.figure.Delays;
import io.amser.bench.figure.Figure;
import io.amser.bench.figure.Findings;
import io.amser.bench.history.HistoricChain;
import io.amser.bench.history.HistoryShape;
import io.amser.bench.history.MadeBlocks;
import io.amser.bench.reading.EmptyFolder;
import io.amser.bench.reading.EmptyLog;
import io.amser.bench.reading.IndexerProcess;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.Place;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The indexer at the head of a chain, as the process that it always is. */
public final class LagBenchmark implements Benchmark {

    private static final Duration BETWEEN_BLOCKS = Duration.ofMillis(100);
    private static final int WARM_UP = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public String sentence() {
        return "2,000 blocks, one each 100 ms, by the word of two endpoints: from the node's block to the last of its events readable in the log.";
    }

    @Override
    public Findings run(PrintStream progress) {
        var folder = EmptyFolder.of(name());
        var shape = HistoryShape.ofBlocks(WARM_UP + 2_000);
        try (var kafka = Infrastructure.chosen().kafka(Place.in(folder.resolve("kafka")));
                var chain = HistoricChain.withSubscriptions(folder.resolve("chain"), shape)) {
            EmptyLog.make(kafka);
            try (var indexer = IndexerProcess.start(chain, kafka, folder.resolve("indexer.log"));
                    var readable = new ReadableBlocks(kafka)) {
                await(indexer, () -> readable.subscriptions() == shape.subscribers());
                progress.printf("  the indexer has caught up with %,d subscriptions%n", shape.subscribers());
                var blocks = new MadeBlocks(chain.newestBlock(), BETWEEN_BLOCKS);
                chain.charge(charged -> {
                    blocks.made();
                    if (charged % shape.subscribers() == 0) {
                        progress.printf("  the chain: %,d of %,d charges%n", charged, shape.charges());
                    }
                });
                await(indexer, () -> readable.charges() == shape.charges());
                return findings(shape, blocks.lags(readable.lastEventAt(), WARM_UP));
            }
        }
    }

    private static void await(ServiceProcess indexer, BooleanSupplier condition) {
        if (!Readiness.isReadyWithin(PATIENCE, () -> !indexer.isAlive() || condition.getAsBoolean())
                || !condition.getAsBoolean()) {
            throw new WrongResult("The indexer did not publish all, see " + indexer.log());
        }
    }

    private static Findings findings(HistoryShape shape, Delays lags) {
        return new Findings(
                List.of(
                        Figure.of(
                                "p50_ms",
                                "half of the blocks are readable after so many milliseconds",
                                lags.millis(50)),
                        Figure.atMost(250, "p99_ms", "of a hundred blocks, 99 are", lags.millis(99))),
                List.of(
                        "%,d blocks of %d charges each, after %d to warm up; the longest took %.0f ms."
                                .formatted(lags.count(), shape.chargesPerBatch(), WARM_UP, lags.millis(100)),
                        "The clock of a block starts when the node has answered that it is made, and stops when a consumer that reads committed records alone has the last of its events."));
    }
}
