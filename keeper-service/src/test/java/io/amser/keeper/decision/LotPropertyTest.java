package io.amser.keeper.decision;

import static io.amser.keeper.decision.Examples.JANUARY;
import static io.amser.keeper.decision.Examples.NOON;
import static io.amser.keeper.decision.Examples.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.decision.ChargeDecision.Charge;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.Reason;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.subscription.ProcessorPauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;

class LotPropertyTest {
    private static final AllowanceKey WALLET = new AllowanceKey(Examples.PROCESSOR, Examples.ALICE, Examples.USDC);

    @Property
    void never_spends_more_than_the_wallet_can_pay(
            @ForAll("lots") List<QuotedCharge> lot,
            @ForAll @LongRange(max = 500) long allowance,
            @ForAll @LongRange(max = 500) long balance,
            @ForAll @LongRange(max = 100) long inFlight) {
        var decided = decide(lot, allowance, balance, inFlight);

        assertThat(spent(decided) + (spent(decided) > 0 ? inFlight : 0))
                .isLessThanOrEqualTo(Math.min(allowance, balance));
    }

    @Property
    void decides_the_same_in_whatever_order_the_rows_come(
            @ForAll("lots") List<QuotedCharge> lot, @ForAll long seed, @ForAll @LongRange(max = 500) long balance) {
        var shuffled = new ArrayList<>(lot);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(decide(shuffled, 500, balance, 0)).isEqualTo(decide(lot, 500, balance, 0));
    }

    @Property
    void an_older_window_is_not_left_out_for_the_sake_of_a_newer_one(
            @ForAll("lots") List<QuotedCharge> lot, @ForAll @LongRange(max = 500) long balance) {
        var left = balance;
        for (var item : decide(lot, 500, balance, 0)) {
            var wanted = item.quoted().quote().reason() == Reason.NONE;
            var amount = amount(item.quoted());
            assertThat(item.decision() instanceof Charge).isEqualTo(wanted && amount <= left);
            left -= item.decision() instanceof Charge ? amount : 0;
        }
    }

    @Property
    void every_window_gets_one_decision(@ForAll("lots") List<QuotedCharge> lot) {
        assertThat(decide(lot, 100, 100, 0)).extracting(DecidedCharge::quoted).containsExactlyInAnyOrderElementsOf(lot);
    }

    @Property
    void nothing_is_sent_that_could_only_stand_in_a_block_after_the_window_has_closed(
            @ForAll @LongRange(max = 70) long daysSinceDue,
            @ForAll @LongRange(max = 70) long pausedAfter,
            @ForAll @LongRange(max = 20) long pausedFor,
            @ForAll @LongRange(min = -90, max = 90) long secondsAround,
            @ForAll Reason reason) {
        var paused = NOON.plus(Duration.ofDays(pausedAfter));
        var pauses = new ProcessorPauses(false, paused, paused.plus(Duration.ofDays(pausedFor)));
        var now = NOON.plus(Duration.ofDays(daysSinceDue)).plus(Duration.ofSeconds(secondsAround));
        var due = Examples.due(1, JANUARY, NOON, false);
        var purse = Examples.purse(TokenAmount.of(100), TokenAmount.of(100));

        var decided = Lot.decide(
                List.of(new QuotedCharge(due, quoted(JANUARY, reason, TokenAmount.of(10)))),
                Map.of(WALLET, purse),
                pauses,
                now);

        assertThat(decided.getFirst().sends()
                        && now.isAfter(due.lastSendAt(pauses).orElseThrow()))
                .isFalse();
    }

    private static List<DecidedCharge> decide(List<QuotedCharge> lot, long allowance, long balance, long inFlight) {
        var purse = Examples.purse(TokenAmount.of(allowance), TokenAmount.of(balance))
                .withInFlight(TokenAmount.of(inFlight));
        return Lot.decide(lot, Map.of(WALLET, purse), ProcessorPauses.NEVER, NOON);
    }

    private static long spent(List<DecidedCharge> decided) {
        return decided.stream()
                .filter(item -> item.decision() instanceof Charge)
                .mapToLong(item -> amount(item.quoted()))
                .sum();
    }

    private static long amount(QuotedCharge quoted) {
        return quoted.quote().amount().value().longValueExact();
    }

    @Provide
    Arbitrary<List<QuotedCharge>> lots() {
        var ids = Arbitraries.integers().between(1, 1_000);
        var ages = Arbitraries.integers().between(0, 5);
        var amounts = Arbitraries.longs().between(1, 100);
        var reasons = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(Reason.NONE)), Tuple.of(1, Arbitraries.of(Reason.class)));
        return Combinators.combine(ids, ages, amounts, reasons)
                .as((id, age, amount, reason) -> new QuotedCharge(
                        Examples.due(id, JANUARY, NOON.minus(Duration.ofHours(age)), false),
                        quoted(JANUARY, reason, TokenAmount.of(amount))))
                .list()
                .ofMaxSize(12)
                .uniqueElements(item -> item.due().subscription());
    }
}
