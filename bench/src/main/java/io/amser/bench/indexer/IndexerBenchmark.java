package io.amser.bench.indexer;

import io.amser.bench.Benchmark;
import io.amser.bench.figure.Figure;
import io.amser.bench.figure.Findings;
import io.amser.bench.figure.Rate;
import io.amser.bench.figure.Rounds;
import io.amser.bench.history.HistoricChain;
import io.amser.bench.history.HistoryShape;
import io.amser.bench.reading.DelayingProxy;
import io.amser.bench.reading.EmptyFolder;
import io.amser.bench.reading.EmptyLog;
import io.amser.bench.reading.Indexing;
import io.amser.bench.reading.LogCheck;
import io.amser.bench.reading.RawFetch;
import io.amser.bench.reading.Reading;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.Place;
import io.amser.indexer.chain.BlockRange;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A cold start: the indexer finds a long chain and an empty log. */
public final class IndexerBenchmark implements Benchmark {

    private static final int WARM_UP = 6;
    private static final int ROUNDS = 3;
    private static final Reading READING = new Reading(4, 4);

    private static final Duration FAR_AWAY = Duration.ofMillis(50);
    private static final int CALLS_PER_SECOND = 20;

    /** Where calls are dear, each asks for more: a thousand events or so. */
    private static final Reading SELDOM = new Reading(40, 4);

    @Override
    public String name() {
        return "indexer";
    }

    @Override
    public String sentence() {
        return "A cold start over 200,000 events, beside reading them alone: with a node near by, 50 ms away, and limited to 20 calls a second.";
    }

    @Override
    public Findings run(PrintStream progress) {
        var folder = EmptyFolder.of(name());
        try (var kafka = Infrastructure.chosen().kafka(Place.in(folder.resolve("kafka")));
                var history = HistoricChain.make(
                        folder.resolve("chain"), HistoryShape.ofTwoHundredThousandEvents(), progress);
                var farAway = new DelayingProxy(history.rpc(), FAR_AWAY);
                var limited = new LimitedEndpoint(history.rpc(), FAR_AWAY, CALLS_PER_SECOND)) {
            return new Measurement(history, kafka, progress).findings(farAway.uri(), limited);
        }
    }

    private record Measurement(HistoricChain history, KafkaServer kafka, PrintStream progress) {

        Findings findings(URI farAway, LimitedEndpoint limited) {
            for (var round = 0; round < WARM_UP; round++) {
                rate("warming up: read", () -> read(history.rpc()));
                rate("warming up: indexed", () -> index(history.rpc(), READING));
            }
            var read = new Rounds();
            var indexed = new Rounds();
            var farRead = new Rounds();
            var farIndexed = new Rounds();
            for (var round = 0; round < ROUNDS; round++) {
                read.add(rate("read", () -> read(history.rpc())));
                indexed.add(rate("indexed", () -> index(history.rpc(), READING)));
                farRead.add(rate("read from 50 ms away", () -> read(farAway)));
                farIndexed.add(rate("indexed from 50 ms away", () -> index(farAway, READING)));
            }
            var seldom = rate("indexed with 20 calls a second", () -> index(limited.uri(), SELDOM));
            var events = requireLogIsChain();
            var looks = new HeapLooks(events);
            EmptyLog.make(kafka);
            try (var indexing = new Indexing(history, history.rpc(), kafka, READING)) {
                indexing.run(looks);
            }
            return new Findings(
                    List.of(
                            Figure.atLeast(
                                    500, "events_per_s_50ms", "indexed with 20 calls a second, 50 ms away", seldom),
                            Figure.atLeast(
                                    0.4,
                                    "ratio_0ms",
                                    "indexing beside reading alone",
                                    indexed.median() / read.median()),
                            Figure.atLeast(
                                    0.9,
                                    "ratio_50ms",
                                    "the same when each answer takes 50 ms longer",
                                    farIndexed.median() / farRead.median()),
                            Figure.atMost(
                                    1.2,
                                    "heap_growth",
                                    "used heap at 200,000 events over that at 10,000",
                                    looks.growth())),
                    List.of(
                            "%,d events in the log, compared one by one with the chain; medians of %d rounds, taken in turn after %d to warm up."
                                    .formatted(events, ROUNDS, WARM_UP),
                            "%d blocks of 25 events in a question, %d questions in flight: near by %,.0f logs and %,.0f events a second, 50 ms away %,.0f and %,.0f."
                                    .formatted(
                                            READING.blocksPerRange(),
                                            READING.inFlight(),
                                            read.median(),
                                            indexed.median(),
                                            farRead.median(),
                                            farIndexed.median()),
                            "With a limit, %d blocks in a question, which is three calls; one cold start, in which %d requests were refused."
                                    .formatted(SELDOM.blocksPerRange(), limited.refused()),
                            looks.sentence()));
        }

        private Rate read(URI rpc) {
            try (var fetch = new RawFetch(rpc, Indexing.CHAIN, READING)) {
                return Rate.of(() -> fetch.count(blocks()));
            }
        }

        private Rate index(URI rpc, Reading reading) {
            EmptyLog.make(kafka);
            try (var indexing = new Indexing(history, rpc, kafka, reading)) {
                return Rate.of(indexing::run);
            }
        }

        private long requireLogIsChain() {
            try (var fetch = new RawFetch(history.rpc(), Indexing.CHAIN, READING)) {
                return new LogCheck(kafka).requireSame(history, fetch, blocks());
            }
        }

        private BlockRange blocks() {
            return BlockRange.of(history.contracts().startBlock().value() + 1, history.newestBlock());
        }

        private double rate(String what, Supplier<Rate> measurement) {
            var rate = measurement.get().perSecond();
            progress.printf(Locale.ROOT, "  %-32s %,9.0f a second%n", what, rate);
            return rate;
        }
    }
}
