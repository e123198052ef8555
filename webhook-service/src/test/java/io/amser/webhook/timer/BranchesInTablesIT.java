package io.amser.webhook.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.webhook.announcement.Confirmations;
import io.amser.webhook.event.Samples;
import io.amser.webhook.intake.IntakeDatabase;
import io.amser.webhook.timer.LapsesOfBranchesTest.Deed;
import io.amser.webhook.timer.LapsesOfBranchesTest.Merchant;
import io.amser.webhook.timer.LapsesOfBranchesTest.Step;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link LapsesOfBranchesTest} says of the rules, of the tables: touches, coverage, locks and histories included. */
class BranchesInTablesIT {
    private static final IntakeDatabase DATABASE = new IntakeDatabase();
    private static final int STEPS = 120;

    /** What lets a subscription go on comes more often than what stops it. */
    private static final List<Deed> DEEDS = Stream.concat(
                    Stream.of(Deed.values()),
                    Stream.of(
                            Deed.CHARGE,
                            Deed.CHARGE,
                            Deed.CHARGE,
                            Deed.RESUME,
                            Deed.RESUME,
                            Deed.UNBLOCK,
                            Deed.UNBLOCK,
                            Deed.RECOVER,
                            Deed.RECOVER,
                            Deed.UNPAUSE_PROCESSOR,
                            Deed.UNPAUSE_PROCESSOR))
            .toList();

    private final JudgeLapses judge = new JudgeLapses(
            DATABASE.pool(),
            new Confirmations(1),
            () -> TimerStage.NOW,
            Samples.CHAIN,
            LapsesOfBranchesTest.NOTICE,
            new Mishaps(new SimpleMeterRegistry()));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_tables_know_in_the_end_what_the_chain_that_stays_tells(long seed) {
        var random = new Random(seed);
        var merchant = begin();
        for (var step = 1; step <= STEPS; step++) {
            var gone = merchant.see(next(random));
            var block = merchant.chain.getLast();
            apply(gone, block.events());
            while (judge.judge(block.at().head(step)).await().indefinitely() > 0) {}

            assertThat(lapses()).as("after step %d", step).isEqualTo(merchant.standing());
        }

        assertThat(told("IN ('SUBSCRIPTION_EXPIRED', 'ALLOWANCE_EXPIRING')")
                        + told("= 'PAYMENT_DELAYED'")
                        - retracted())
                .isEqualTo(lapses().size());
        assertThat(retracted()).isPositive();
    }

    private static Merchant begin() {
        DATABASE.empty();
        var merchant = new Merchant();
        var first = merchant.chain.getFirst();
        var plan = Samples.planCreated();
        var hourly = new PlanCreated(
                plan.origin(),
                plan.plan(),
                plan.token(),
                plan.price(),
                LapsesOfBranchesTest.INTERVAL,
                LapsesOfBranchesTest.GRACE,
                plan.metadataHash(),
                plan.decimals(),
                plan.symbol());
        apply(List.of(), List.of(first.at().deployed(), hourly));
        apply(List.of(), first.events());
        return merchant;
    }

    private static Step next(Random random) {
        var back = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
        return new Step(back, 1 + random.nextInt(2_000), DEEDS.get(random.nextInt(DEEDS.size())));
    }

    private static void apply(List<ChainEvent> gone, List<ChainEvent> come) {
        DATABASE.apply(Stream.concat(
                        gone.stream().map(PublishedEvent::retractionOf),
                        come.stream().map(PublishedEvent::of))
                .toArray(PublishedEvent[]::new));
    }

    private static Set<LapseKey> lapses() {
        return DATABASE
                .pool()
                .withConnection(db -> new Lapses().of(db, List.of(Samples.SUBSCRIPTION)))
                .await()
                .indefinitely()
                .getOrDefault(Samples.SUBSCRIPTION, List.of())
                .stream()
                .map(ToldLapse::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static long told(String types) {
        return count("type " + types);
    }

    private static long retracted() {
        return count("type = 'EVENT_RETRACTED' AND convert_from(body, 'UTF8')::json #>> '{data,retracted_type}'"
                + " IN ('subscription.expired', 'allowance.expiring', 'payment.delayed')");
    }

    private static long count(String condition) {
        return DATABASE.query("SELECT count(*) FROM event WHERE " + condition)
                .getFirst()
                .getLong(0);
    }
}
