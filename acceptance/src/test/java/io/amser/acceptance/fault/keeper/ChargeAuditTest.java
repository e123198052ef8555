package io.amser.acceptance.fault.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.fault.keeper.ChargeAudit.Expected;
import io.amser.acceptance.fault.keeper.ChargeAudit.Finding;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.EventOrigin;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One subscription, a hundred seconds apart. */
class ChargeAuditTest {

    private static final Duration INTERVAL = Duration.ofSeconds(100);
    private static final Address SOMEBODY = new Address("0x" + "1".repeat(40));
    private static final SubscriptionKey SUBSCRIPTION =
            new SubscriptionKey(new Address("0x" + "2".repeat(40)), new SubscriptionId(BigInteger.ONE));

    @Test
    void one_charge_for_each_window_is_what_it_takes() {
        var finding = audit(new Expected(2, false), charged(1, 100), charged(2, 200));

        assertThat(finding.wrong()).isEmpty();
        assertThat(finding.charges()).isEqualTo(2);
    }

    @Test
    void a_window_without_a_charge_is_missing() {
        var finding = audit(new Expected(2, false), charged(1, 100));

        assertThat(finding.missing()).isEqualTo(1);
        assertThat(finding.wrong()).hasSize(1);
    }

    @Test
    void a_window_that_is_charged_again_is_doubled_and_hides_no_missing_one() {
        var finding = audit(new Expected(2, false), charged(1, 100), charged(1, 200));

        assertThat(finding.doubled()).isEqualTo(1);
        assertThat(finding.missing()).isEqualTo(1);
    }

    @Test
    void a_charge_that_nobody_was_to_pay_is_doubled() {
        assertThat(audit(new Expected(1, false), charged(1, 100), charged(2, 200))
                        .doubled())
                .isEqualTo(1);
    }

    @Test
    void a_billing_anchor_that_moves_is_wrong() {
        assertThat(audit(new Expected(2, false), charged(1, 100), charged(2, 201))
                        .wrong())
                .hasSize(1);
    }

    @Test
    void where_money_runs_out_the_chain_says_so_once() {
        var dry = new Expected(1, true);

        assertThat(audit(dry, charged(1, 100), failed(2)).wrong()).isEmpty();
        assertThat(audit(dry, charged(1, 100)).wrong()).hasSize(1);
        assertThat(audit(dry, charged(1, 100), failed(1)).wrong()).hasSize(1);
        assertThat(audit(dry, charged(1, 100), failed(2), failed(2)).wrong()).hasSize(1);
    }

    private static Finding audit(Expected expected, ChainEvent... events) {
        return ChargeAudit.of(Map.of(SUBSCRIPTION, expected), INTERVAL, List.of(events));
    }

    private static ChainEvent charged(long window, long time) {
        return new ExecutionExecuted(
                origin(),
                SUBSCRIPTION,
                SOMEBODY,
                new WindowId(window),
                SOMEBODY,
                SOMEBODY,
                TokenAmount.of(1),
                TokenAmount.ZERO,
                TokenAmount.ZERO,
                SOMEBODY,
                new ChainTime(time),
                new ChainTime(time).plus(INTERVAL),
                Executions.unlimited());
    }

    private static ChainEvent failed(long window) {
        return new ExecutionFailed(
                origin(),
                SUBSCRIPTION,
                new WindowId(window),
                FailCode.TRANSFER_FAILED,
                Responsible.SUBSCRIBER,
                SOMEBODY);
    }

    private static EventOrigin origin() {
        var chain = new ChainId(1);
        var block = new BlockHash("0x" + "0".repeat(64));
        var tx = new TxHash("0x" + "0".repeat(64));
        return new EventOrigin(
                chain,
                new BlockNumber(1),
                block,
                new ChainTime(1),
                tx,
                0,
                SOMEBODY,
                null,
                null,
                DeterministicIds.event(chain, block, tx, 0));
    }
}
