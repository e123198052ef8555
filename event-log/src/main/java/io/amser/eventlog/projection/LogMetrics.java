package io.amser.eventlog.projection;

import io.amser.eventlog.LogConfig;
import io.amser.eventlog.clock.ChainClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** What operators see of the consumer: {@code amser.log.*}. */
@Singleton
@IfBuildProperty(name = "amser.log.projection", stringValue = "true", enableIfMissing = true)
class LogMetrics {
    private final DistributionSummary batches;
    private final Counter deadLetters;

    LogMetrics(MeterRegistry meters, ConsumerState state, ChainClock clock, LogConfig config, InstantSource wallTime) {
        batches = DistributionSummary.builder("amser.log.batch.records")
                .description("Records applied, by batch")
                .register(meters);
        deadLetters = Counter.builder("amser.log.dead.letters")
                .description("Records that could not be applied")
                .register(meters);
        Gauge.builder("amser.log.partitions.halted", state, s -> s.halted().size())
                .description("Partitions that wait for a version that knows their events")
                .register(meters);
        Gauge.builder("amser.log.stopped", state, s -> s.stopped().isPresent() ? 1 : 0)
                .description("1 once the consumer has stopped for good")
                .register(meters);
        Gauge.builder("amser.log.head.age.seconds", clock, c -> age(c, wallTime))
                .description("Since the indexer last said which block is the newest")
                .register(meters);
        for (var partition = 0; partition < config.partitions(); partition++) {
            lag(meters, clock, partition);
        }
    }

    private static double age(ChainClock clock, InstantSource wallTime) {
        return clock.lastWritten()
                .map(written -> Math.max(
                        0, Duration.between(written, wallTime.instant()).toMillis() / 1000.0))
                .orElse(0.0);
    }

    private static void lag(MeterRegistry meters, ChainClock clock, int partition) {
        Gauge.builder("amser.log.lag.records", clock, c -> c.lag(partition))
                .description("Records up to the newest head that are not applied yet")
                .tag("partition", String.valueOf(partition))
                .register(meters);
    }

    void applied(int records) {
        batches.record(records);
    }

    void deadLetter() {
        deadLetters.increment();
    }
}
