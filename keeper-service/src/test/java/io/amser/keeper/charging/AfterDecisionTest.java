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

    private static Note after(ChargeDecision decision) {
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
                Optional.empty(),
                Optional.empty());
        var quote = new Quote(Reason.NONE, account, account, account, TokenAmount.ZERO, NOW, window);
        return AfterDecision.note(
                new DecidedCharge(new QuotedCharge(due, quote), decision), ProcessorPauses.NEVER, NOW);
    }
}
