package io.amser.bench.webhooks;

import io.amser.bench.Benchmark;
import io.amser.bench.figure.Figure;
import io.amser.bench.figure.Findings;
import io.amser.bench.reading.EmptyFolder;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.Place;
import io.amser.devstack.server.PostgresServer;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** From the log, and from the block, to merchants' servers. */
public final class WebhooksBenchmark implements Benchmark {

    private static final double MILLIS_PER_SECOND = 1_000;

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public String sentence() {
        return "20,000 charges in the log are told to 1, 10 and 100 endpoints, beside a client that posts them from memory; 200 charges a second to 50 endpoints, of which 40 fall sick.";
    }

    @Override
    public Findings run(PrintStream progress) {
        var folder = EmptyFolder.of(name());
        var servers = Infrastructure.chosen();
        var vertx = Vertx.vertx();
        try (var kafka = servers.kafka(Place.in(folder.resolve("kafka")));
                var postgres = servers.postgres(Place.in(folder.resolve("postgres")))) {
            // What is on record outlives the machine, as where it counts.
            execute(postgres, "ALTER SYSTEM SET fsync = on");
            execute(postgres, "SELECT pg_reload_conf()");
            var throughput = new Throughput(vertx, progress);
            throughput.measure(kafka, postgres, folder);
            execute(postgres, "DROP DATABASE throughput");
            return findings(throughput, Punctuality.measure(kafka, postgres, folder, progress));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void execute(PostgresServer postgres, String sql) {
        try (var connection = postgres.database("postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The database refuses: " + sql, e);
        }
    }

    private static Findings findings(Throughput throughput, Punctuality.Found punctuality) {
        return new Findings(
                List.of(
                        Figure.atLeast(
                                0.3,
                                "ratio",
                                "delivering beside posting from memory, where it is slowest",
                                throughput.slowest() / throughput.peer()),
                        Figure.atLeast(
                                3_000,
                                "per_s",
                                "deliveries from the log to the record that they arrived, likewise",
                                throughput.slowest()),
                        Figure.atMost(
                                MILLIS_PER_SECOND,
                                "p99_ms",
                                "of a hundred charges, 99 arrive so soon after their block",
                                punctuality.all().millis(99)),
                        Figure.atMost(
                                1.3,
                                "growth",
                                "as long takes a delivery after 1,000,000 others as after 10,000",
                                throughput.growth()),
                        Figure.atMost(
                                2,
                                "sick_p99_ratio",
                                "as long takes a healthy endpoint's p99 while 40 of 50 are sick",
                                punctuality.sickRatio())),
                List.of(
                        String.format(
                                Locale.ROOT,
                                "%,.0f a second to 1 endpoint, %,.0f to 10, %,.0f to 100, %,.0f by the peer; medians of %d rounds in turn after %d to warm up.",
                                throughput.to(Merchants.ONE),
                                throughput.to(Merchants.TEN),
                                throughput.to(Merchants.HUNDRED),
                                throughput.peer(),
                                Throughput.ROUNDS,
                                Throughput.WARM_UP),
                        "The clock starts before the first charge is written into the log, and stops when the ledgers say that all have arrived, in a database that syncs each commit; the receiver has each once.",
                        String.format(
                                Locale.ROOT,
                                "From block to receipt: p50 %.0f ms, p99 %.0f ms, the longest %.0f ms of %,d; healthy ones p99 %.0f ms, beside sick ones %.0f ms.",
                                punctuality.all().millis(50),
                                punctuality.all().millis(99),
                                punctuality.all().millis(100),
                                punctuality.all().count(),
                                punctuality.healthy().millis(99),
                                punctuality.besideSick().millis(99)),
                        "The sick ones hang, drop connections, fail at random, redirect and take 5 s, eight of each.",
                        "All run on this machine: chain, broker, database, services, receivers and the peer."));
    }
}
