package io.amser.api.status;

import io.amser.api.freshness.Freshness;
import io.amser.protocol.ChainTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** How long the oldest charge has waited that no keeper has tried: a word about keepers that does not come from one. */
@ApplicationScoped
class DueAge {
    private final Backlogs backlogs;
    private final Freshness freshness;
    private final InstantSource wallTime;
    private volatile Optional<ChainTime> oldest = Optional.empty();

    DueAge(Backlogs backlogs, Freshness freshness, InstantSource wallTime) {
        this.backlogs = backlogs;
        this.freshness = freshness;
        this.wallTime = wallTime;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters) {
        Gauge.builder("amser.api.due.age.seconds", this, DueAge::seconds)
                .description("Since the oldest charge that no keeper has tried in its window fell due")
                .register(meters);
    }

    /** By the last count that came to an end; another one is made meanwhile. */
    private double seconds() {
        backlogs.now()
                .subscribe()
                .with(counted -> counted.ifPresent(count ->
                        oldest = Optional.ofNullable(count.oldestDueAt()).map(DueAge::time)));
        return freshness
                .progress()
                .flatMap(progress -> oldest.map(
                        due -> progress.timeAt(wallTime.instant()).since(due).toSeconds()))
                .map(age -> Math.max(0.0, age))
                .orElse(0.0);
    }

    private static ChainTime time(String iso) {
        return ChainTime.of(Instant.parse(iso));
    }
}
