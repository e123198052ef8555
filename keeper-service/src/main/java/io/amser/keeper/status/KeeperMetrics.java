package io.amser.keeper.status;

import io.amser.keeper.chain.ItemOutcome;
import io.amser.keeper.chain.Receipt;
import io.amser.keeper.charging.Condition;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concerns;
import io.amser.protocol.ChainTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The keeper's meters; what was charged is counted by the receipts that this replica settled. */
@ApplicationScoped
class KeeperMetrics {
    private static final int ETHER_DECIMALS = 18;

    private final MeterRegistry meters;
    private final Condition condition;
    private final Concerns concerns;

    KeeperMetrics(MeterRegistry meters, Condition condition, Concerns concerns) {
        this.meters = meters;
        this.condition = condition;
        this.concerns = concerns;
    }

    void register(@Observes StartupEvent event) {
        meters.gauge("keeper.balance.ether", condition, KeeperMetrics::ether);
        meters.gauge(
                "keeper.backlog", condition, state -> (double) state.backlog().ready());
        meters.gauge(
                "keeper.watched", condition, state -> (double) state.backlog().watched());
        meters.gauge(
                "keeper.missed", condition, state -> (double) state.backlog().missed());
        meters.gauge("keeper.oldest.due.age.seconds", condition, KeeperMetrics::oldestAge);
        meters.gauge("keeper.processors.paused", condition, KeeperMetrics::paused);
        for (var kind : Concern.Kind.values()) {
            var name = kind.name().toLowerCase(Locale.ROOT);
            meters.gauge("keeper.concerns", List.of(Tag.of("kind", name)), concerns, all -> (double) all.count(kind));
        }
    }

    void settled(@Observes Receipt receipt) {
        meters.counter("keeper.transactions", "outcome", receipt.succeeded() ? "included" : "reverted")
                .increment();
        meters.counter("keeper.gas.used").increment((double) receipt.gasUsed());
        for (var outcome : receipt.outcomes()) {
            meters.counter("keeper.charges", "outcome", name(outcome)).increment();
        }
    }

    private static String name(ItemOutcome outcome) {
        return switch (outcome) {
            case ItemOutcome.Charged _ -> "Charged";
            case ItemOutcome.Failed failed -> failed.code().apiName();
        };
    }

    private static double ether(Condition condition) {
        return new BigDecimal(condition.balance(), ETHER_DECIMALS).doubleValue();
    }

    private static double oldestAge(Condition condition) {
        var now = condition.head().map(head -> head.time()).orElse(new ChainTime(0));
        return condition
                .backlog()
                .oldestDueAt()
                .map(due -> now.since(due).toSeconds())
                .orElse(0L);
    }

    private static double paused(Condition condition) {
        return (double) condition.processors().values().stream()
                .filter(state -> state.pauses().paused())
                .count();
    }
}
