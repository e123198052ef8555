package io.amser.keeper.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.subscription.ProcessorPauses;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueChargeTest {
    private static final ChainTime DUE = new ChainTime(1_000_000);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_window_is_open_for_one_interval() {
        assertThat(due(Optional.of(HOUR)).closesAt(ProcessorPauses.NEVER)).contains(DUE.plus(HOUR));
    }

    @Test
    void a_pause_of_the_processor_gives_it_a_whole_interval_more() {
        var paused = DUE.plus(Duration.ofMinutes(50));
        var unpaused = paused.plus(Duration.ofDays(3));

        assertThat(due(Optional.of(HOUR)).closesAt(new ProcessorPauses(false, paused, unpaused)))
                .contains(unpaused.plus(HOUR));
    }

    @Test
    void a_pause_after_its_end_does_not_open_it_again() {
        var paused = DUE.plus(HOUR).plus(Duration.ofSeconds(1));

        assertThat(due(Optional.of(HOUR)).closesAt(new ProcessorPauses(false, paused, paused.plus(HOUR))))
                .contains(DUE.plus(HOUR));
    }

    @Test
    void nobody_knows_the_end_without_the_plan() {
        assertThat(due(Optional.empty()).closesAt(ProcessorPauses.NEVER)).isEmpty();
    }

    private static DueCharge due(Optional<Duration> interval) {
        var account = new Address("0x" + "a".repeat(40));
        return new DueCharge(
                new SubscriptionKey(account, SubscriptionId.of(1)),
                new WindowId(0),
                account,
                account,
                Optional.of(account),
                DUE,
                interval,
                false,
                Optional.empty(),
                Optional.empty());
    }
}
