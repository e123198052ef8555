package io.amser.api.explanation;

import static io.amser.api.explanation.Cause.APPROVAL_LOW;
import static io.amser.api.explanation.Cause.BALANCE_LOW;
import static io.amser.api.explanation.Cause.BLOCKED;
import static io.amser.api.explanation.Cause.BUDGET_USED_UP;
import static io.amser.api.explanation.Cause.CHARGE_IMMINENT;
import static io.amser.api.explanation.Cause.KEEPER_LATE;
import static io.amser.api.explanation.Cause.NOT_DUE;
import static io.amser.api.explanation.Cause.PAUSED_BY_MERCHANT;
import static io.amser.api.explanation.Cause.PAUSED_BY_SUBSCRIBER;
import static io.amser.api.explanation.Cause.PERMIT2_AMOUNT_LOW;
import static io.amser.api.explanation.Cause.PROCESSOR_PAUSED;
import static io.amser.api.explanation.Cause.TRANSFER_REFUSED;
import static io.amser.api.explanation.Cause.WINDOW_MISSED;
import static io.amser.api.explanation.Situation.DUE;
import static io.amser.api.explanation.Situation.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Reason;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Permit2Allowance;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
    /** What is wrong of itself; the refusal of a transfer only counts where the means are there. */
    private static final Set<Cause> OBSTACLES = EnumSet.range(BLOCKED, WINDOW_MISSED);

    private static final Set<Cause> DECIDED = EnumSet.range(BLOCKED, BUDGET_USED_UP);

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT_DUE", "CHARGE_IMMINENT", "KEEPER_LATE"})
    void names_the_one_thing_that_is_wrong_and_who_can_mend_it(Cause cause) {
        var verdict = Verdict.of(with(cause).facts());

        assertThat(verdict).isEqualTo(new Verdict(cause, Optional.empty(), List.of(cause)));
        assertThat(verdict.cause().actor()).isNotEqualTo(Actor.WAIT);
    }

    @Test
    void waits_for_the_due_time_and_then_for_a_keeper_but_not_for_ever() {
        assertThat(Verdict.of(with().after(Duration.ofSeconds(-1)).facts()))
                .isEqualTo(new Verdict(NOT_DUE, Optional.of(DUE), List.of()));
        assertThat(Verdict.of(with().after(Duration.ZERO).facts()))
                .isEqualTo(
                        new Verdict(CHARGE_IMMINENT, Optional.of(DUE.plus(Verdict.PATIENCE_WITH_KEEPERS)), List.of()));
        assertThat(Verdict.of(with().after(Duration.ofMinutes(10).plusSeconds(1))
                                .facts())
                        .cause())
                .isEqualTo(KEEPER_LATE);
    }

    @Test
    void suggests_a_recovery_of_a_window_that_was_missed() {
        var missed = Verdict.of(with(WINDOW_MISSED).facts()).obstacles();

        assertThat(missed).containsExactly(WINDOW_MISSED);
        assertThat(missed.getFirst().action()).contains("recoverSubscription(id)");
    }

    @Test
    void names_the_subscribers_empty_wallet_before_the_window_that_was_missed_for_it() {
        assertThat(Verdict.of(with(WINDOW_MISSED, BALANCE_LOW).facts()).obstacles())
                .containsExactly(BALANCE_LOW, WINDOW_MISSED);
    }

    @Test
    void names_both_who_paused() {
        assertThat(Verdict.of(with(PAUSED_BY_SUBSCRIBER, PAUSED_BY_MERCHANT).facts())
                        .obstacles())
                .containsExactly(PAUSED_BY_MERCHANT, PAUSED_BY_SUBSCRIBER);
    }

    @Test
    void asks_for_no_money_before_it_is_due() {
        var early = with(BALANCE_LOW, PROCESSOR_PAUSED).after(Duration.ofDays(-1));

        assertThat(Verdict.of(early.facts()).cause()).isEqualTo(NOT_DUE);
    }

    @Test
    void a_refused_transfer_is_the_platforms_only_while_the_subscriber_has_the_means() {
        assertThat(Verdict.of(with(TRANSFER_REFUSED, APPROVAL_LOW).facts()).obstacles())
                .containsExactly(APPROVAL_LOW);
    }

    @Test
    void charges_that_are_due_before_take_their_part_first() {
        var unlimited = new Permit2Allowance(TokenAmount.UNLIMITED_ALLOWANCE, DUE.plus(Duration.ofDays(1)), 0);
        var limited = new Permit2Allowance(TokenAmount.of(24), DUE.plus(Duration.ofDays(1)), 0);
        var plenty = TokenAmount.of(25);
        var ten = TokenAmount.of(10);

        var rest = new Means(plenty, plenty, limited, TokenAmount.ZERO)
                .after(List.of(ten, TokenAmount.of(99), TokenAmount.of(5)), DUE);
        var unlimitedRest = new Means(plenty, plenty, unlimited, TokenAmount.ZERO).after(List.of(ten, ten), DUE);

        assertThat(rest.promised()).isEqualTo(TokenAmount.of(15));
        assertThat(rest.covers(TokenAmount.of(9), DUE)).isTrue();
        assertThat(rest.permit2Covers(ten)).isFalse();
        assertThat(rest.balanceCovers(ten)).isTrue();
        assertThat(unlimitedRest.permit2Covers(ten)).isTrue();
        assertThat(unlimitedRest.balanceCovers(ten)).isFalse();
    }

    @Property
    void finds_exactly_what_is_wrong_and_names_the_first(@ForAll("anything") Set<Cause> wrong) {
        var situation = with(wrong.toArray(Cause[]::new));

        var verdict = Verdict.of(situation.facts());

        assertThat(verdict.obstacles())
                .containsExactlyElementsOf(wrong.stream().sorted().toList());
        assertThat(verdict.until().isPresent()).isEqualTo(wrong.isEmpty());
    }

    /** The contract's own word: nothing but means, token and processor may stand in the way of what it would charge. */
    @Property
    void agrees_with_the_module(@ForAll("anything") Set<Cause> wrong) {
        var facts = with(wrong.toArray(Cause[]::new)).facts();
        var obstacles = EnumSet.noneOf(Cause.class);
        obstacles.addAll(Verdict.of(facts).obstacles());
        obstacles.removeAll(Set.of(
                Cause.TOKEN_NOT_CHARGEABLE,
                PROCESSOR_PAUSED,
                Cause.PERMIT2_EXPIRED,
                PERMIT2_AMOUNT_LOW,
                APPROVAL_LOW,
                BALANCE_LOW));

        assertThat(obstacles.isEmpty()).isEqualTo(facts.at().quote() == Reason.NONE);
    }

    @Property
    void mending_what_it_names_ends_with_a_keeper(@ForAll("anything") Set<Cause> wrong) {
        var situation = with(wrong.toArray(Cause[]::new));
        for (var steps = 0; steps < wrong.size(); steps++) {
            situation = situation.without(Verdict.of(situation.facts()).cause());
        }

        assertThat(Verdict.of(situation.facts()).cause()).isEqualTo(CHARGE_IMMINENT);
    }

    @Property
    void before_it_is_due_only_decisions_count(@ForAll("anything") Set<Cause> wrong) {
        var early = with(wrong.toArray(Cause[]::new)).without(WINDOW_MISSED).after(Duration.ofDays(-1));

        assertThat(DECIDED).containsAll(Verdict.of(early.facts()).obstacles());
    }

    @Provide
    Arbitrary<Set<Cause>> anything() {
        return Arbitraries.of(OBSTACLES).set();
    }
}
