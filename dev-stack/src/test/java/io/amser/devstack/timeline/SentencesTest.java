package io.amser.devstack.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.event.Standing;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private static final Address MODULE = address("aa");
    private static final Address TOKEN = address("bb");
    private static final Address ALICE = address("01");
    private static final Address MERCHANT = address("02");
    private static final Address STRANGER = address("cd");
    private static final SubscriptionKey SUBSCRIPTION = new SubscriptionKey(MODULE, new SubscriptionId(BigInteger.ONE));
    private static final ChainTime NEW_YEAR = new ChainTime(1_767_225_600);

    private final Names names = new Names(Map.of(ALICE, "Alice", MERCHANT, "the merchant"));
    private final Sentences sentences = new Sentences(names);

    @BeforeEach
    void introduce() {
        names.learn(new ChainEvent.PlanCreated(
                origin(),
                new PlanKey(MODULE, new PlanId(1)),
                TOKEN,
                TokenAmount.of(9_900_000),
                Duration.ofDays(30),
                Duration.ofDays(3),
                new MetadataHash("0x" + "0".repeat(64)),
                6,
                "USDC"));
        names.learn(new ChainEvent.SubscriptionCreated(origin(), SUBSCRIPTION, ALICE, new PlanId(1), standing()));
    }

    @Test
    void a_charge_names_payer_amount_receiver_fee_and_the_next_date() {
        var charged = new ChainEvent.ExecutionExecuted(
                origin(),
                SUBSCRIPTION,
                ALICE,
                new WindowId(1),
                MERCHANT,
                TOKEN,
                TokenAmount.of(9_900_000),
                TokenAmount.of(99_000),
                TokenAmount.of(9_900),
                STRANGER,
                NEW_YEAR,
                NEW_YEAR.plus(Duration.ofDays(30)),
                Executions.unlimited());

        assertThat(sentences.tell(charged))
                .isEqualTo("Alice pays 9.90 USDC to the merchant (fee 0.099 USDC); next charge 2026-01-31");
    }

    @Test
    void a_failure_names_the_subscriber_and_the_reason() {
        var failed = new ChainEvent.ExecutionFailed(
                origin(), SUBSCRIPTION, new WindowId(1), FailCode.TRANSFER_FAILED, Responsible.SUBSCRIBER, STRANGER);

        assertThat(sentences.tell(failed)).isEqualTo("charging Alice fails: the wallet cannot pay (TransferFailed)");
    }

    @Test
    void whoever_has_no_name_appears_by_a_shortened_address() {
        assertThat(names.person(STRANGER)).isEqualTo("0xcdcd…cdcd");
    }

    private static Standing standing() {
        return new Standing(false, false, false, false, Executions.unlimited(), NEW_YEAR, new WindowId(1), NEW_YEAR);
    }

    private static EventOrigin origin() {
        var chain = new ChainId(31_337);
        var block = new BlockHash("0x" + "b".repeat(64));
        var transaction = new TxHash("0x" + "c".repeat(64));
        return new EventOrigin(
                chain,
                new BlockNumber(1),
                block,
                NEW_YEAR,
                transaction,
                0,
                MODULE,
                MODULE,
                MERCHANT,
                DeterministicIds.event(chain, block, transaction, 0));
    }

    private static Address address(String pair) {
        return new Address("0x" + pair.repeat(20));
    }
}
