package io.amser.keeper.charging;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.decision.ChargeDecision;
import io.amser.keeper.decision.DecidedCharge;
import io.amser.keeper.decision.QuotedCharge;
import io.amser.keeper.schedule.DueCharge;
import io.amser.keeper.schedule.Note;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.Quote;
import io.amser.protocol.subscription.ProcessorPauses;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AfterDecisionTest {
    private static final ChainTime NOW = new ChainTime(1_767_268_800);

    @Test
    void what_waits_for_others_is_looked_at_in_the_next_block() {
        assertThat(after(new ChargeDecision.AwaitInFlight()).nextAttempt()).isEqualTo(NOW.plus(Duration.ofSeconds(1)));
        assertThat(after(new ChargeDecision.HeldUp(Reason.UNKNOWN_SUBSCRIPTION)).nextAttempt())
                .isEqualTo(NOW.plus(Duration.ofSeconds(1)));
    }

    @Test
    void a_window_that_a_node_calls_closed_is_looked_at_again_after_a_day() {
        var note = after(new ChargeDecision.Missed());

        assertThat(note.missed()).isTrue();
        assertThat(note.nextAttempt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void that_the_window_of_a_failing_charge_closes_is_seen_before_the_next_retry() {
        var closing = NOW.plus(Duration.ofHours(1));
        var failing = after(new ChargeDecision.Watch(Reason.TRANSFER_FAILED), NOW.plus(Duration.ofMinutes(40)), NOW);

        assertThat(failing.nextAttempt()).isEqualTo(closing.plus(Duration.ofSeconds(1)));
        assertThat(failing.watched()).isTrue();
    }

    @Test
    void a_window_that_closed_long_ago_is_looked_at_more_and_more_seldom() {
        var note =
                after(new ChargeDecision.Missed(), NOW.plus(Duration.ofHours(1)).plus(Duration.ofDays(40)), NOW);

        assertThat(note.nextAttempt()).isEqualTo(NOW.plus(Duration.ofHours(1)).plus(Duration.ofDays(80)));
    }

    private static Note after(ChargeDecision decision) {
        return after(decision, NOW, NOW);
    }

    /** @param failingSince if the window is one that fails */
    private static Note after(ChargeDecision decision, ChainTime now, ChainTime failingSince) {
        var account = new Address("0x" + "a".repeat(40));
        var window = new WindowId(1);
        var due = new DueCharge(
                new SubscriptionKey(account, SubscriptionId.of(1)),
                window,
                account,
                account,
                Optional.of(account),
                NOW,
                Optional.of(Duration.ofHours(1)),
                false,
                decision instanceof ChargeDecision.Watch ? Optional.of(failingSince) : Optional.empty(),
                Optional.empty());
        var quote = new Quote(Reason.NONE, account, account, account, TokenAmount.ZERO, NOW, window);
        return AfterDecision.note(
                new DecidedCharge(new QuotedCharge(due, quote), decision), ProcessorPauses.NEVER, now);
    }
}
