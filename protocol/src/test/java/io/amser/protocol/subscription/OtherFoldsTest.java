package io.amser.protocol.subscription;

import static io.amser.protocol.Histories.PLAN;
import static io.amser.protocol.Histories.PROCESSOR;
import static io.amser.protocol.Histories.START;
import static io.amser.protocol.Histories.SUBSCRIBER;
import static io.amser.protocol.Histories.TOKEN;
import static io.amser.protocol.Histories.origin;
import static io.amser.protocol.Histories.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.KeeperSet;
import io.amser.protocol.event.ChainEvent.Paused;
import io.amser.protocol.event.ChainEvent.PlanActiveSet;
import io.amser.protocol.event.ChainEvent.Unpaused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherFoldsTest {
    private static final ChainTime LATER = START.plus(Duration.ofDays(1));
    private static final AllowanceKey ALLOWANCE = new AllowanceKey(PROCESSOR, SUBSCRIBER, TOKEN);

    @Test
    void a_plan_is_open_until_it_is_closed() {
        var closed = new PlanActiveSet(origin(2, START), PLAN, false);
        var opened = new PlanActiveSet(origin(3, START), PLAN, true);

        assertThat(Plan.fold(List.of(plan())).orElseThrow().active()).isTrue();
        assertThat(Plan.fold(List.of(closed, plan())).orElseThrow().active()).isFalse();
        assertThat(Plan.fold(List.of(opened, closed, plan())).orElseThrow().active())
                .isTrue();
        assertThat(Plan.fold(List.of(closed))).isEmpty();
    }

    @Test
    void a_lockdown_takes_the_amount_and_leaves_the_expiration() {
        var permit = new AllowanceSet(origin(2, START), ALLOWANCE, TokenAmount.of(5), LATER);
        var lockdown = new AllowanceSet(origin(3, START), ALLOWANCE, TokenAmount.ZERO, null);

        assertThat(StandingAllowance.fold(List.of(lockdown, permit)))
                .contains(new StandingAllowance(ALLOWANCE, TokenAmount.ZERO, LATER));
        assertThat(StandingAllowance.fold(List.of(lockdown)))
                .contains(new StandingAllowance(ALLOWANCE, TokenAmount.ZERO, new ChainTime(0)));
    }

    @Test
    void a_processor_remembers_its_last_pause_and_its_end() {
        var paused = new Paused(origin(2, START), START);
        var keeper = new KeeperSet(origin(3, START), SUBSCRIBER, true);
        var unpaused = new Unpaused(origin(4, LATER), LATER);

        assertThat(ProcessorPauses.fold(List.of(unpaused, keeper, paused)))
                .isEqualTo(new ProcessorPauses(false, START, LATER));
        assertThat(ProcessorPauses.fold(List.of(paused))).isEqualTo(new ProcessorPauses(true, START, new ChainTime(0)));
    }
}
