package io.amser.bench.authcheck;

import io.amser.bench.Benchmark;
import io.amser.bench.figure.Figure;
import io.amser.bench.figure.Findings;
import io.amser.bench.reading.EmptyFolder;
import io.amser.bench.reading.EmptyLog;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.Place;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The question that merchants ask most, beside the look-up alone. */
public final class AuthCheckBenchmark implements Benchmark {

    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "auth-check";
    }

    @Override
    public String sentence() {
        return "Whether a wallet may enter, asked among 1,000,000 subscriptions of 1,000 merchants, beside the look-up by pgbench.";
    }

    @Override
    public Findings run(PrintStream progress) {
        var folder = EmptyFolder.of(name());
        var servers = Infrastructure.chosen();
        try (var kafka = servers.kafka(Place.in(folder.resolve("kafka")));
                var postgres = servers.postgres(Place.in(folder.resolve("postgres")))) {
            EmptyLog.make(kafka);
            FirstBlock.publish(kafka);
            progress.println("  loading 10,000 subscriptions, and 1,000,000");
            var small = postgres.createDatabase("few");
            var large = postgres.createDatabase("many");
            try (var few = LoadedApi.start(Population.of(10_000), kafka, small, folder.resolve("few.log"));
                    var many = LoadedApi.start(Population.of(1_000_000), kafka, large, folder.resolve("many.log"))) {
                return measure(new Stage(few, many, folder, progress));
            }
        }
    }

    private static Findings measure(Stage stage) {
        stage.warmUp();
        var speed = new Speed();
        var punctuality = new Punctuality();
        for (var round = 0; round < ROUNDS; round++) {
            stage.addRound(speed);
        }
        for (var round = 0; round < ROUNDS; round++) {
            stage.addRound(punctuality);
        }
        var machineLoad = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return findings(speed, punctuality, stage.listHeap(), machineLoad);
    }

    private static Findings findings(Speed speed, Punctuality punctuality, ListHeap heap, double machineLoad) {
        return new Findings(
                List.of(
                        Figure.of("pgbench_per_s", "look-ups by the peer", speed.lookUpsPerSecond()),
                        Figure.of("api_per_s", "checks answered by the API", speed.checksPerSecond()),
                        Figure.atLeast(0.35, "ratio", "checks beside look-ups", speed.ratio()),
                        Figure.atMost(1, "p50_ms", "half of the checks, at 1,000 a second", punctuality.p50()),
                        Figure.atMost(5, "p99_ms", "99 of 100 checks, at 1,000 a second", punctuality.p99()),
                        Figure.atMost(
                                1.3,
                                "growth",
                                "that p99 over the one among 10,000 subscriptions",
                                punctuality.growth()),
                        Figure.atMost(
                                1.3,
                                "list_heap_growth",
                                "used heap while 1,000,000 are listed over that with 10,000",
                                heap.growth())),
                List.of(
                        "The rows are what the read model holds, written by SQL; events and activity, which nothing here reads, are left out. Each wallet has one subscription, which is active.",
                        "Peer and API answer over %d connections each, one question at a time on each; medians of %d rounds, taken in turn after %,d checks to warm up. The peer sends the API's own statement, prepared."
                                .formatted(Stage.CONNECTIONS, ROUNDS, Stage.WARM_UP),
                        speed.sentence(),
                        "At %,d a second, questions are asked at fixed moments, and each one's time begins at its moment, asked late or not; rounds of 8 s among few and among many in turn."
                                .formatted(Stage.PER_SECOND),
                        punctuality.sentence(),
                        heap.sentence(),
                        "Everything shares one machine; its load average at the end was %.1f.".formatted(machineLoad)));
    }
}
