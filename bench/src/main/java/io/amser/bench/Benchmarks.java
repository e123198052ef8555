package io.amser.bench;

import io.amser.bench.authcheck.AuthCheckBenchmark;
import io.amser.bench.discord.DiscordBenchmark;
import io.amser.bench.figure.Findings;
import io.amser.bench.indexer.IndexerBenchmark;
import io.amser.bench.keeper.KeeperBenchmark;
import io.amser.bench.lag.LagBenchmark;
import io.amser.bench.pipeline.PipelineBenchmark;
import io.amser.bench.report.BenchmarkPage;
import io.amser.bench.webhooks.WebhooksBenchmark;
import io.amser.devstack.preflight.CannotStart;
import io.amser.devstack.process.ProcessFailure;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code ./amser bench}: lists the benchmarks, runs one, or runs all and writes the page. */
public final class Benchmarks {

    private static final List<Benchmark> ALL = List.of(
            new PipelineBenchmark(),
            new IndexerBenchmark(),
            new LagBenchmark(),
            new AuthCheckBenchmark(),
            new KeeperBenchmark(),
            new WebhooksBenchmark(),
            new DiscordBenchmark());

    private final PrintStream out;
    private final PrintStream errors;

    private Benchmarks(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    public static void main(String[] arguments) {
        try {
            System.exit(new Benchmarks(System.out, System.err).run(List.of(arguments)));
        } catch (WrongResult | CannotStart | ProcessFailure e) {
            System.err.println("amser: " + e.getMessage());
            System.exit(1);
        }
    }

    private int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            return list(out, 0);
        }
        var name = arguments.getFirst();
        if (name.equals("all")) {
            return all();
        }
        return named(name).map(this::one).orElseGet(() -> {
            errors.println("amser: there is no benchmark '" + name + "'.\n");
            return list(errors, 2);
        });
    }

    private static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }

    private int list(PrintStream target, int status) {
        target.println(
                "./amser bench NAME runs one of these, ./amser bench all runs all and writes docs/benchmarks.md:\n");
        ALL.forEach(benchmark -> target.printf("  %-10s %s%n", benchmark.name(), benchmark.sentence()));
        return status;
    }

    private int one(Benchmark benchmark) {
        measure(benchmark);
        return 0;
    }

    private int all() {
        var page = new BenchmarkPage(InstantSource.system());
        ALL.forEach(benchmark -> page.add(benchmark.name(), benchmark.sentence(), measure(benchmark)));
        errors.println("amser: wrote " + page.write());
        return 0;
    }

    /** What machines read is the last line. */
    private Findings measure(Benchmark benchmark) {
        out.println(benchmark.name() + ": " + benchmark.sentence());
        var findings = benchmark.run(out);
        out.println();
        out.println(findings.table().plain());
        findings.notes().forEach(note -> out.println("  " + note));
        out.println();
        out.println(findings.json());
        return findings;
    }
}
