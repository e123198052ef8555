package io.amser.bench.pipeline;

import io.amser.bench.Benchmark;
import io.amser.bench.figure.Figure;
import io.amser.bench.figure.Findings;
import io.amser.bench.figure.Rounds;
import io.amser.bench.history.HistoricChain;
import io.amser.bench.history.HistoryShape;
import io.amser.bench.reading.DelayingProxy;
import io.amser.bench.reading.EmptyFolder;
import io.amser.bench.reading.Reading;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.Place;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** From the chain to the API's tables. */
public final class PipelineBenchmark implements Benchmark {

    private static final int ROUNDS = 5;
    private static final Reading READING = new Reading(4, 4);
    private static final Duration FAR_AWAY = Duration.ofMillis(20);

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String sentence() {
        return "100,000 events that are already on the chain: read, decoded, published, applied to the API's tables.";
    }

    @Override
    public Findings run(PrintStream progress) {
        var shape = HistoryShape.ofHundredThousandEvents();
        var folder = EmptyFolder.of(name());
        var servers = Infrastructure.chosen();
        try (var kafka = servers.kafka(Place.in(folder.resolve("kafka")));
                var postgres = servers.postgres(Place.in(folder.resolve("postgres")));
                var history = HistoricChain.make(folder.resolve("chain"), shape, progress);
                var farAway = new DelayingProxy(history.rpc(), FAR_AWAY)) {
            var stage = new Stage(history, farAway.uri(), kafka, postgres, folder, READING, progress);
            return measure(stage, shape);
        }
    }

    private static Findings measure(Stage stage, HistoryShape shape) {
        stage.warmUp();
        var fetch = new Rounds();
        var publish = new Rounds();
        var farFetch = new Rounds();
        var farPublish = new Rounds();
        for (var round = 0; round < ROUNDS; round++) {
            fetch.add(stage.fetch().perSecond());
            publish.add(stage.publish().perSecond());
            farFetch.add(stage.fetchFromFarAway().perSecond());
            farPublish.add(stage.publishFromFarAway().perSecond());
        }
        var events = stage.requireLogIsChain();
        var projection = new Rounds();
        for (var round = 0; round < ROUNDS; round++) {
            projection.add(stage.project(events, shape.charges()).perSecond());
        }
        var growth = stage.heapGrowth(events);
        return new Findings(
                List.of(
                        Figure.of("fetch_per_s", "logs read by the peer: eth_getLogs, parsed", fetch.median()),
                        Figure.of("publish_per_s", "events read, decoded and published", publish.median()),
                        Figure.atLeast(
                                0.4,
                                "publish_ratio",
                                "publishing beside reading alone",
                                publish.median() / fetch.median()),
                        Figure.atLeast(
                                0.9,
                                "publish_ratio_20ms",
                                "the same when each answer takes 20 ms longer",
                                farPublish.median() / farFetch.median()),
                        Figure.atLeast(
                                10_000, "projection_per_s", "events applied to the API's tables", projection.median()),
                        Figure.atMost(
                                1.2, "heap_growth", "used heap at 100,000 events over that at 10,000", growth.worst())),
                List.of(
                        "%,d events in the log, compared one by one with the chain; medians of %d rounds, taken in turn after %d to warm up."
                                .formatted(events, ROUNDS, Stage.WARM_UP),
                        "%,d weekly renewals of %,d subscriptions of %d merchants, %d in each block; %d blocks in a question, %d questions in flight."
                                .formatted(
                                        shape.charges(),
                                        shape.subscribers(),
                                        shape.merchants(),
                                        shape.chargesPerBatch(),
                                        READING.blocksPerRange(),
                                        READING.inFlight()),
                        "20 ms longer: %,.0f logs and %,.0f events a second."
                                .formatted(farFetch.median(), farPublish.median()),
                        "The api-service runs as its own process; its clock starts when it takes its place in the log, after the start of its JVM.",
                        growth.sentence()));
    }
}
