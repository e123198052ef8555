package io.amser.keeper.decision;

import static io.amser.keeper.decision.Examples.FEBRUARY;
import static io.amser.keeper.decision.Examples.JANUARY;
import static io.amser.keeper.decision.Examples.NOON;
import static io.amser.keeper.decision.Examples.due;
import static io.amser.keeper.decision.Examples.purse;
import static io.amser.keeper.decision.Examples.quoted;
import static io.amser.keeper.decision.Examples.reported;
import static io.amser.keeper.decision.Examples.usdc;
import static io.amser.protocol.TokenAmount.UNLIMITED_ALLOWANCE;
import static io.amser.protocol.TokenAmount.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.decision.ChargeDecision.AwaitInFlight;
import io.amser.keeper.decision.ChargeDecision.Charge;
import io.amser.keeper.decision.ChargeDecision.HeldUp;
import io.amser.keeper.decision.ChargeDecision.Missed;
import io.amser.keeper.decision.ChargeDecision.ReportFailure;
import io.amser.keeper.decision.ChargeDecision.Superseded;
import io.amser.keeper.decision.ChargeDecision.Watch;
import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.FailCode;
import io.amser.protocol.Reason;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.Quote;
import io.amser.protocol.subscription.ProcessorPauses;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ChargeDecisionTest {
    private static final Purse PLENTY = purse(UNLIMITED_ALLOWANCE, usdc(1_000));
    private static final Quote GOOD = quoted(JANUARY, Reason.NONE);

    @Test
    void charges_what_is_due_and_covered() {
        assertThat(decide(due(JANUARY), GOOD, PLENTY)).isEqualTo(new Charge(usdc(10)));
    }

    @Test
    void reports_the_first_failure_of_a_window_and_then_watches() {
        var poor = purse(UNLIMITED_ALLOWANCE, usdc(9));

        assertThat(decide(due(JANUARY), GOOD, poor)).isEqualTo(new ReportFailure(FailCode.TRANSFER_FAILED));
        assertThat(decide(reported(JANUARY), GOOD, poor)).isEqualTo(new Watch(Reason.TRANSFER_FAILED));
    }

    @Test
    void charges_a_window_whose_failure_is_reported_once_the_wallet_can_pay() {
        assertThat(decide(reported(JANUARY), GOOD, PLENTY)).isEqualTo(new Charge(usdc(10)));
    }

    @Test
    void names_the_shortage_as_the_contract_will() {
        var expired = new Purse(ZERO, NOON.minus(Duration.ofSeconds(1)), ZERO, ZERO, ZERO);
        var narrow = purse(usdc(9), ZERO);
        var unapproved = new Purse(UNLIMITED_ALLOWANCE, NOON, usdc(10), usdc(9), ZERO);

        assertThat(decide(due(JANUARY), GOOD, expired)).isEqualTo(new ReportFailure(FailCode.ALLOWANCE_EXPIRED));
        assertThat(decide(due(JANUARY), GOOD, narrow)).isEqualTo(new ReportFailure(FailCode.INSUFFICIENT_ALLOWANCE));
        assertThat(decide(due(JANUARY), GOOD, unapproved)).isEqualTo(new ReportFailure(FailCode.TRANSFER_FAILED));
    }

    @Test
    void an_allowance_lasts_through_its_last_second() {
        var untilNow = new Purse(usdc(10), NOON, usdc(10), usdc(10), ZERO);

        assertThat(decide(due(JANUARY), GOOD, untilNow)).isEqualTo(new Charge(usdc(10)));
    }

    @Test
    void counts_what_comes_first_in_the_same_lot() {
        var decision = ChargeDecision.decide(due(JANUARY), GOOD, purse(UNLIMITED_ALLOWANCE, usdc(15)), usdc(10), NOON);

        assertThat(decision).isEqualTo(new ReportFailure(FailCode.TRANSFER_FAILED));
    }

    @Test
    void waits_for_what_is_under_way_before_it_calls_a_wallet_short() {
        var underWay = purse(UNLIMITED_ALLOWANCE, usdc(15)).withInFlight(usdc(10));

        assertThat(decide(due(JANUARY), GOOD, underWay)).isEqualTo(new AwaitInFlight());
    }

    @Test
    void looks_again_in_the_next_round_when_the_log_is_ahead_of_the_block_that_was_asked() {
        var notYetThere = new Quote(
                Reason.UNKNOWN_SUBSCRIPTION,
                Address.ZERO,
                Address.ZERO,
                Address.ZERO,
                ZERO,
                new ChainTime(0),
                new WindowId(0));

        assertThat(decide(due(JANUARY), notYetThere, PLENTY)).isEqualTo(new HeldUp(Reason.UNKNOWN_SUBSCRIPTION));
        assertThat(decide(due(FEBRUARY), quoted(JANUARY, Reason.PAYMENT_WINDOW_VIOLATION), PLENTY))
                .isEqualTo(new HeldUp(Reason.PAYMENT_WINDOW_VIOLATION));
    }

    @Test
    void never_sends_for_a_closed_window() {
        assertThat(decide(due(JANUARY), quoted(JANUARY, Reason.PAYMENT_WINDOW_VIOLATION), PLENTY))
                .isEqualTo(new Missed());
    }

    @Test
    void sends_nothing_while_the_processor_is_paused() {
        assertThat(decide(due(JANUARY), quoted(JANUARY, Reason.PROCESSOR_PAUSED), PLENTY))
                .isEqualTo(new HeldUp(Reason.PROCESSOR_PAUSED));
    }

    @Test
    void leaves_a_window_that_the_chain_has_left_behind() {
        assertThat(decide(due(JANUARY), quoted(FEBRUARY, Reason.NONE), PLENTY)).isEqualTo(new Superseded(Reason.NONE));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"NOT_DUE", "PAUSED", "CANCELLED", "BLOCKED", "BUDGET_USED_UP"})
    void leaves_what_nobody_wants_charged(Reason reason) {
        assertThat(decide(due(JANUARY), quoted(JANUARY, reason), PLENTY)).isEqualTo(new Superseded(reason));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void charges_nothing_that_the_module_refuses(Reason reason) {
        assertThat(decide(due(JANUARY), quoted(JANUARY, reason), PLENTY)).isNotInstanceOf(Charge.class);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void sends_nothing_twice_that_failed(Reason reason) {
        assertThat(decide(reported(JANUARY), quoted(JANUARY, reason), PLENTY))
                .isNotInstanceOfAny(Charge.class, ReportFailure.class);
    }

    @Test
    void sends_nothing_that_a_block_may_include_after_the_close() {
        var closing = NOON.plus(Duration.ofDays(31));
        var charge = new Charge(usdc(10));
        var late = new HeldUp(Reason.PAYMENT_WINDOW_VIOLATION);

        assertThat(charge.unlessTooLate(due(JANUARY), ProcessorPauses.NEVER, closing.minus(Duration.ofSeconds(30))))
                .isEqualTo(charge);
        assertThat(charge.unlessTooLate(due(JANUARY), ProcessorPauses.NEVER, closing.minus(Duration.ofSeconds(29))))
                .isEqualTo(late);
        assertThat(new ReportFailure(FailCode.TRANSFER_FAILED)
                        .unlessTooLate(due(JANUARY), ProcessorPauses.NEVER, closing))
                .isEqualTo(late);
        assertThat(new Missed().unlessTooLate(due(JANUARY), ProcessorPauses.NEVER, closing))
                .isEqualTo(new Missed());
    }

    @Test
    void a_simulation_finds_what_no_question_shows() {
        assertThat(ChargeDecision.simulated(due(JANUARY), GOOD, Reason.UNSUPPORTED_TOKEN))
                .isEqualTo(new ReportFailure(FailCode.UNSUPPORTED_TOKEN));
        assertThat(ChargeDecision.simulated(reported(JANUARY), GOOD, Reason.TRANSFER_FAILED))
                .isEqualTo(new Watch(Reason.TRANSFER_FAILED));
        assertThat(ChargeDecision.simulated(due(JANUARY), GOOD, Reason.FAILURE_ALREADY_REPORTED))
                .isEqualTo(new Watch(Reason.FAILURE_ALREADY_REPORTED));
        assertThat(ChargeDecision.simulated(due(JANUARY), GOOD, Reason.INSUFFICIENT_GAS))
                .isEqualTo(new HeldUp(Reason.INSUFFICIENT_GAS));
    }

    private static ChargeDecision decide(DueCharge due, Quote quote, Purse purse) {
        return ChargeDecision.decide(due, quote, purse, ZERO, NOON);
    }
}
