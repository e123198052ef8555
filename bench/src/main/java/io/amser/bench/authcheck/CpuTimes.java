package io.amser.bench.authcheck;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time that each part has taken so far. */
record CpuTimes(Duration generator, Duration api, Duration database, long at) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The generator is this process; the database is every PostgreSQL process below it. */
    static CpuTimes now(LoadedApi api) {
        return new CpuTimes(
                of(Stream.of(ProcessHandle.current())), of(Stream.of(api.handle())), ofDatabase(), System.nanoTime());
    }

    static Duration ofDatabase() {
        return of(ProcessHandle.current()
                .descendants()
                .filter(child -> child.info()
                        .command()
                        .filter(command -> command.endsWith("/postgres"))
                        .isPresent()));
    }

    private static Duration of(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** How many cores each part kept busy since then. */
    Cores since(CpuTimes earlier) {
        var time = (at - earlier.at) / NANOS_PER_SECOND;
        return new Cores(
                seconds(generator.minus(earlier.generator)) / time,
                seconds(api.minus(earlier.api)) / time,
                seconds(database.minus(earlier.database)) / time);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    /** Cores kept busy, on average. */
    record Cores(double generator, double api, double database) {}
}
