package io.amser.eventlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.PaymentAtRisk;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import org.junit.jupiter.api.Test;

class AtRiskWireTest {
    private static final ChainId CHAIN = new ChainId(31_337);
    private static final Address MODULE = new Address("0x" + "a".repeat(40));
    private static final Address ANYONE = new Address("0x" + "b".repeat(40));
    private static final SubscriptionKey SUBSCRIPTION = new SubscriptionKey(MODULE, SubscriptionId.of(7));
    static final PaymentAtRisk RISK = new PaymentAtRisk(
            DeterministicIds.paymentAtRisk(CHAIN, SUBSCRIPTION, new WindowId(3)),
            CHAIN,
            ANYONE,
            SUBSCRIPTION,
            new WindowId(3),
            ANYONE,
            ANYONE,
            TokenAmount.of(10),
            TokenAmount.of(4),
            new ChainTime(2_000),
            FailCode.TRANSFER_FAILED,
            new BlockNumber(5),
            new BlockHash("0x" + "c".repeat(64)),
            new ChainTime(1_000));

    @Test
    void a_forecast_is_read_as_it_was_written() {
        assertThat(AtRiskWire.read(AtRiskWire.text(RISK))).isEqualTo(RISK);
    }

    @Test
    void its_record_goes_with_the_events_of_its_module_and_carries_its_id() {
        var record = AtRiskWire.record("forecasts", RISK);

        assertThat(record.key()).isEqualTo(MODULE.value().getBytes(UTF_8));
        assertThat(text(record.headers().lastHeader("ce_id").value()))
                .isEqualTo(RISK.id().value());
        assertThat(text(record.headers().lastHeader("ce_type").value())).isEqualTo("payment.at_risk");
    }

    @Test
    void its_id_is_that_of_the_window_alone() {
        assertThat(DeterministicIds.paymentAtRisk(CHAIN, SUBSCRIPTION, new WindowId(3))
                        .value())
                .isEqualTo("evt_08fcaevfebbzttg4sgh22e3yrj");
        assertThat(DeterministicIds.paymentAtRisk(CHAIN, SUBSCRIPTION, new WindowId(4)))
                .isNotEqualTo(RISK.id());
    }

    private static String text(byte[] value) {
        return new String(value, UTF_8);
    }
}
