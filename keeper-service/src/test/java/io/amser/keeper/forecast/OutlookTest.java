package io.amser.keeper.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.decision.Purse;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OutlookTest {
    private static final ChainTime NOW = new ChainTime(1_000_000);
    private static final ChainTime UNTIL = NOW.plus(Duration.ofDays(3));
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final ChainTime LATE = NOW.plus(Duration.ofDays(365));
    private static final AllowanceKey WALLET = new AllowanceKey(account(1), account(2), account(3));
    private static final AllowanceKey BY_THE_OLD_PROCESSOR = new AllowanceKey(account(9), account(2), account(3));

    @Test
    void what_earlier_charges_take_at_any_merchant_is_missing_for_the_later_one() {
        var shortages = outlook(purse(25, 100), charge(1, 10, 1), charge(2, 10, 2), charge(3, 10, 3));

        assertThat(shortages).singleElement().satisfies(shortage -> {
            assertThat(shortage.charge().subscription().id()).isEqualTo(SubscriptionId.of(3));
            assertThat(shortage.missing()).isEqualTo(TokenAmount.of(5));
            assertThat(shortage.reason()).isEqualTo(FailCode.INSUFFICIENT_ALLOWANCE);
        });
    }

    @Test
    void a_charge_that_fails_takes_nothing_from_those_after_it() {
        var shortages = outlook(purse(100, 15), charge(1, 20, 1), charge(2, 15, 2));

        assertThat(shortages).extracting(Shortage::missing).containsExactly(TokenAmount.of(5));
    }

    @Test
    void the_windows_of_a_short_plan_are_all_counted_and_the_first_uncovered_one_is_told() {
        var daily = charge(1, 10, 1, DAY, Optional.empty(), LATE);

        var shortages = outlook(purse(100, 25), daily);

        assertThat(shortages).singleElement().satisfies(shortage -> {
            assertThat(shortage.charge().window()).isEqualTo(new WindowId(3));
            assertThat(shortage.charge().dueAt())
                    .isEqualTo(NOW.plus(DAY.multipliedBy(2)).plus(Duration.ofHours(1)));
        });
    }

    @Test
    void a_budget_that_ends_takes_no_more() {
        var daily = charge(1, 10, 1, DAY, Optional.of(2L), LATE);

        assertThat(outlook(purse(100, 25), daily)).isEmpty();
    }

    @Test
    void nothing_is_told_of_what_is_due_after_the_days_looked_at() {
        assertThat(outlook(purse(100, 0), charge(1, 10, 24 * 3 + 1))).isEmpty();
    }

    @Test
    void what_is_due_already_takes_its_part_and_is_not_foretold() {
        var shortages = outlook(purse(100, 15), charge(1, 10, -1), charge(2, 20, 0), charge(3, 10, 1));

        assertThat(shortages)
                .extracting(shortage -> shortage.charge().subscription().id())
                .containsExactly(SubscriptionId.of(3));
    }

    @Test
    void an_allowance_that_expires_before_covers_nothing() {
        var purse = new Purse(
                TokenAmount.of(100),
                NOW.plus(Duration.ofMinutes(90)),
                TokenAmount.of(100),
                TokenAmount.of(100),
                TokenAmount.ZERO);

        assertThat(outlook(purse, charge(1, 10, 1), charge(2, 10, 2)))
                .singleElement()
                .satisfies(shortage -> {
                    assertThat(shortage.reason()).isEqualTo(FailCode.ALLOWANCE_EXPIRED);
                    assertThat(shortage.missing()).isEqualTo(TokenAmount.of(10));
                });
    }

    @Test
    void the_consent_of_one_subscription_ends_for_it_alone() {
        var ending = charge(1, 10, 2, MONTH, Optional.empty(), NOW.plus(Duration.ofHours(1)));

        assertThat(outlook(purse(100, 100), ending, charge(2, 10, 2)))
                .extracting(Shortage::charge)
                .containsExactly(ending);
    }

    @Test
    void processors_share_the_balance_and_not_the_allowance() {
        var old = new UpcomingCharge(
                subscription(1),
                account(5),
                new WindowId(1),
                BY_THE_OLD_PROCESSOR,
                TokenAmount.of(10),
                NOW.plus(DAY),
                MONTH,
                Optional.empty(),
                LATE);
        var purses = Map.of(BY_THE_OLD_PROCESSOR, purse(10, 15), WALLET, purse(10, 15));

        assertThat(Outlook.of(List.of(old, charge(2, 5, 48)), purses, NOW, UNTIL))
                .isEmpty();
        assertThat(Outlook.of(List.of(old, charge(2, 6, 48)), purses, NOW, UNTIL))
                .extracting(Shortage::reason)
                .containsExactly(FailCode.TRANSFER_FAILED);
    }

    /** The keeper's own rule, told in the simplest way: in order of time, each takes what is there or fails. */
    @Property
    void foretells_what_would_happen(
            @ForAll("charges") List<UpcomingCharge> charges,
            @ForAll @LongRange(max = 300) long allowance,
            @ForAll @LongRange(max = 300) long balance) {
        var left = Math.min(allowance, balance);
        var expected = new HashMap<SubscriptionKey, Long>();
        for (var charge : charges.stream().sorted(UpcomingCharge.OLDEST_FIRST).toList()) {
            var amount = charge.amount().value().longValueExact();
            if (amount <= left) {
                left -= amount;
            } else {
                expected.put(charge.subscription(), amount - left);
            }
        }

        var found = new HashMap<SubscriptionKey, Long>();
        Outlook.of(charges, Map.of(WALLET, purse(allowance, balance)), NOW, UNTIL)
                .forEach(shortage -> found.put(
                        shortage.charge().subscription(),
                        shortage.missing().value().longValueExact()));

        assertThat(found).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<UpcomingCharge>> charges() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1_000),
                        Arbitraries.longs().between(1, 100),
                        Arbitraries.integers().between(1, 70))
                .as(OutlookTest::charge)
                .list()
                .ofMaxSize(10)
                .uniqueElements(UpcomingCharge::subscription);
    }

    private static List<Shortage> outlook(Purse purse, UpcomingCharge... charges) {
        return Outlook.of(List.of(charges), Map.of(WALLET, purse), NOW, UNTIL);
    }

    private static Purse purse(long allowance, long balance) {
        return new Purse(
                TokenAmount.of(allowance),
                LATE,
                TokenAmount.of(balance),
                TokenAmount.UNLIMITED_ALLOWANCE,
                TokenAmount.ZERO);
    }

    private static UpcomingCharge charge(int id, long amount, int hours) {
        return charge(id, amount, hours, MONTH, Optional.empty(), LATE);
    }

    private static UpcomingCharge charge(
            int id, long amount, int hours, Duration interval, Optional<Long> remaining, ChainTime consentUntil) {
        return new UpcomingCharge(
                subscription(id),
                account(5),
                new WindowId(1),
                WALLET,
                TokenAmount.of(amount),
                NOW.plus(Duration.ofHours(hours)),
                interval,
                remaining,
                consentUntil);
    }

    private static SubscriptionKey subscription(int id) {
        return new SubscriptionKey(account(4), SubscriptionId.of(id));
    }

    private static Address account(int number) {
        return new Address("0x%040x".formatted(number));
    }
}
