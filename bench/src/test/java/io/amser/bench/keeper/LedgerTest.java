package io.amser.bench.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.EventOrigin;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Address SOMEBODY = new Address("0x" + "1".repeat(40));

    @Test
    void whoever_is_charged_twice_in_the_minute_is_charged_twice_though_the_second_window_is_another() {
        assertThat(Ledger.doubled(List.of(charge(1, 2), charge(2, 2), charge(1, 3))))
                .isOne();
        assertThat(Ledger.doubled(List.of(charge(1, 2), charge(2, 2)))).isZero();
    }

    private static ExecutionExecuted charge(long subscription, long window) {
        return new ExecutionExecuted(
                origin(),
                new SubscriptionKey(SOMEBODY, new SubscriptionId(BigInteger.valueOf(subscription))),
                SOMEBODY,
                new WindowId(window),
                SOMEBODY,
                SOMEBODY,
                TokenAmount.of(1),
                TokenAmount.ZERO,
                TokenAmount.ZERO,
                SOMEBODY,
                new ChainTime(100),
                new ChainTime(200),
                Executions.unlimited());
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
