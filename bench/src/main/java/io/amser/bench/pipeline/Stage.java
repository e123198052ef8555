package io.amser.bench.pipeline;

import io.amser.bench.figure.Rate;
import io.amser.bench.history.HistoricChain;
import io.amser.bench.reading.EmptyLog;
import io.amser.bench.reading.Indexing;
import io.amser.bench.reading.LogCheck;
import io.amser.bench.reading.RawFetch;
import io.amser.bench.reading.Reading;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.PostgresServer;
import io.amser.indexer.chain.BlockRange;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Everything that the measurements need, and each of them as often as it is asked for. */
final class Stage {

    static final int WARM_UP = 12;

    private final HistoricChain history;
    private final URI farAway;
    private final KafkaServer kafka;
    private final PostgresServer postgres;
    private final Path folder;
    private final Reading reading;
    private final PrintStream progress;
    private final BlockRange blocks;
    private int databases;
    private List<Long> ends = List.of();

    Stage(
            HistoricChain history,
            URI farAway,
            KafkaServer kafka,
            PostgresServer postgres,
            Path folder,
            Reading reading,
            PrintStream progress) {
        this.history = history;
        this.farAway = farAway;
        this.kafka = kafka;
        this.postgres = postgres;
        this.folder = folder;
        this.reading = reading;
        this.progress = progress;
        this.blocks = BlockRange.of(history.contracts().startBlock().value() + 1, history.newestBlock());
    }

    /** Both ways as often: the compiler takes its share of two cores until it knows what matters. */
    void warmUp() {
        for (var round = 0; round < WARM_UP; round++) {
            told("warming up: read", () -> fetch(history.rpc()));
            told("warming up: published", () -> publish(history.rpc()));
        }
    }

    Rate fetch() {
        return told("read", () -> fetch(history.rpc()));
    }

    Rate fetchFromFarAway() {
        return told("read from 20 ms away", () -> fetch(farAway));
    }

    Rate publish() {
        return told("published", () -> publish(history.rpc()));
    }

    Rate publishFromFarAway() {
        return told("published from 20 ms away", () -> publish(farAway));
    }

    private Rate fetch(URI rpc) {
        try (var fetch = new RawFetch(rpc, Indexing.CHAIN, reading)) {
            return Rate.of(() -> fetch.count(blocks));
        }
    }

    private Rate publish(URI rpc) {
        EmptyLog.make(kafka);
        try (var indexing = new Indexing(history, rpc, kafka, reading)) {
            var rate = Rate.of(indexing::run);
            ends = indexing.ends();
            return rate;
        }
    }

    /** Answers how many events there are. */
    long requireLogIsChain() {
        try (var fetch = new RawFetch(history.rpc(), Indexing.CHAIN, reading)) {
            return new LogCheck(kafka).requireSame(history, fetch, blocks);
        }
    }

    /** What was published last, applied to an empty database. */
    Rate project(long events, long charges) {
        try (var service = service()) {
            var rate = told("applied", () -> service.catchUp(ends, events));
            service.requireApplied(events, charges);
            return rate;
        }
    }

    /** One more run, in which the heaps of the indexer and of a service behind it are looked at. */
    HeapGrowth heapGrowth(long events) {
        EmptyLog.make(kafka);
        try (var service = service();
                var indexing = new Indexing(history, history.rpc(), kafka, reading)) {
            var watch = new HeapWatch(indexing, service, events);
            indexing.run(watch);
            return watch.growth();
        }
    }

    private ReadingService service() {
        databases++;
        var name = "applied_" + databases;
        return new ReadingService(
                history,
                kafka,
                postgres.createDatabase(name),
                folder.resolve("logs").resolve(name + ".log"));
    }

    private Rate told(String what, Supplier<Rate> measurement) {
        var rate = measurement.get();
        progress.printf(Locale.ROOT, "  %-28s %,9.0f a second%n", what, rate.perSecond());
        return rate;
    }
}
