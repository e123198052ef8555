package io.amser.discord.role.sync;

import io.amser.discord.role.audit.Action;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Figures about roles, for alerts. */
final class SyncMetrics {
    private final MeterRegistry meters;
    private final Counter drift;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();

    SyncMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.drift = Counter.builder("amser.discord.drift")
                .description("Differences that reconciliation found and mended")
                .register(meters);
        Gauge.builder("amser.discord.wishes.pending", pending, AtomicLong::get)
                .description("Members who wait to be looked at")
                .register(meters);
        Gauge.builder("amser.discord.wishes.oldest", oldest, AtomicLong::get)
                .baseUnit("seconds")
                .description("How long the one who waits longest has waited")
                .register(meters);
        for (var action : Action.values()) {
            changes(action);
        }
    }

    void changed(Action action) {
        changes(action).increment();
    }

    void drifted(int differences) {
        drift.increment(differences);
    }

    void waiting(long members, Duration longest) {
        pending.set(members);
        oldest.set(longest.toSeconds());
    }

    private Counter changes(Action action) {
        return Counter.builder("amser.discord.role.changes")
                .tag("kind", action.column())
                .description("What happened to roles of members")
                .register(meters);
    }
}
