package io.amser.keeper.status;

import io.amser.keeper.chain.ItemOutcome;
import io.amser.keeper.chain.Receipt;
import io.amser.keeper.charging.Condition;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.journal.ChargeTime.Way;
import io.amser.keeper.submission.News;
import io.amser.protocol.ChainTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The keeper's meters; what was charged is counted by the receipts that this replica settled. */
@ApplicationScoped
class KeeperMetrics {
    private static final int ETHER_DECIMALS = 18;
    private static final Duration[] BUCKETS = LongStream.of(5, 15, 30, 60, 120, 300, 900, 3600)
            .mapToObj(Duration::ofSeconds)
            .toArray(Duration[]::new);

    private final MeterRegistry meters;
    private final Condition condition;
    private final Concerns concerns;
    private final InstantSource time;

    KeeperMetrics(MeterRegistry meters, Condition condition, Concerns concerns, InstantSource time) {
        this.meters = meters;
        this.condition = condition;
        this.concerns = concerns;
        this.time = time;
    }

    void register(@Observes StartupEvent event) {
        meters.gauge("amser.keeper.balance.ether", condition, state -> ether(state.balance()));
        meters.gauge("amser.keeper.backlog", condition, state ->
                (double) state.backlog().ready());
        meters.gauge("amser.keeper.watched", condition, state ->
                (double) state.backlog().watched());
        meters.gauge("amser.keeper.missed", condition, state ->
                (double) state.backlog().missed());
        meters.gauge("amser.keeper.oldest.due.age.seconds", condition, KeeperMetrics::oldestAge);
        meters.gauge(
                "amser.keeper.round.age.seconds",
                condition,
                state -> state.sinceRound(time.instant())
                        .map(age -> (double) age.toSeconds())
                        .orElse(Double.NaN));
        meters.gauge(
                "amser.keeper.nonces.drifted",
                condition,
                state -> state.nonceDrift().isPresent() ? 1 : 0);
        meters.gauge(
                "amser.keeper.spent.today.ether",
                condition,
                state -> ether(state.budget().spent()));
        meters.gauge(
                "amser.keeper.budget.held", condition, state -> state.budget().held() ? 1 : 0);
        Stream.of(Way.values()).forEach(this::timer);
        meters.gauge("amser.keeper.processors.paused", condition, KeeperMetrics::paused);
        for (var kind : Concern.Kind.values()) {
            var name = kind.name().toLowerCase(Locale.ROOT);
            meters.gauge(
                    "amser.keeper.concerns", List.of(Tag.of("kind", name)), concerns, all -> (double) all.count(kind));
        }
    }

    void hear(@Observes News news) {
        switch (news) {
            case News.Settled(var receipt) -> count(receipt);
            case News.Took(var time) -> timer(time.way()).record(time.took());
        }
    }

    private void count(Receipt receipt) {
        meters.counter("amser.keeper.transactions", "outcome", receipt.succeeded() ? "included" : "reverted")
                .increment();
        meters.counter("amser.keeper.gas.used").increment((double) receipt.gasUsed());
        for (var outcome : receipt.outcomes()) {
            meters.counter("amser.keeper.charges", "outcome", name(outcome)).increment();
        }
    }

    /** On the chain's clock; the buckets serve objectives over all replicas, the quantiles are this replica's. */
    private Timer timer(Way way) {
        return Timer.builder("amser.keeper.charge.time")
                .tag("way", way.name().toLowerCase(Locale.ROOT))
                .publishPercentiles(0.5, 0.95, 0.99)
                .serviceLevelObjectives(BUCKETS)
                .maximumExpectedValue(Duration.ofDays(1))
                .register(meters);
    }

    private static String name(ItemOutcome outcome) {
        return switch (outcome) {
            case ItemOutcome.Charged _ -> "Charged";
            case ItemOutcome.Failed failed -> failed.code().apiName();
        };
    }

    private static double ether(BigInteger wei) {
        return new BigDecimal(wei, ETHER_DECIMALS).doubleValue();
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
