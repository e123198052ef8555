package io.amser.keeper.charging;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.wallet.Account;
import io.amser.keeper.chain.HexBytes;
import io.amser.keeper.chain.ItemOutcome;
import io.amser.keeper.chain.Receipt;
import io.amser.keeper.journal.Charges;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.Moment;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.SentCharge;
import io.amser.keeper.journal.Signed;
import io.amser.keeper.journal.Slot;
import io.amser.keeper.journal.Submissions;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimIT {
    private static final Address KEY = Account.keeper().address();
    private static final Slot FIRST = new Slot(KEY, 7);
    private static final Slot SECOND = new Slot(KEY, 8);
    private static final SentCharge WINDOW = new SentCharge(
            new SubscriptionKey(Account.merchant().address(), new SubscriptionId(BigInteger.ONE)),
            new WindowId(1),
            Account.subscriber(0).address(),
            Account.owner().address(),
            TokenAmount.of(10),
            new ChainTime(1),
            Optional.of(new ChainTime(1)));

    private final KeeperDatabase database = new KeeperDatabase();

    @BeforeEach
    void submit() {
        database.database().run(session -> {
            for (var slot : List.of(FIRST, SECOND)) {
                var hash = new TxHash("0x%064x".formatted(slot.nonce()));
                var signed = new Signed(hash, HexBytes.NONE, new GasFees(BigInteger.TWO, BigInteger.ONE));
                Submissions.store(session, slot, Payload.freeing(KEY), signed, 0, BigInteger.TEN);
            }
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_window_that_one_transaction_may_still_charge_goes_into_no_other() {
        assertThat(claim(FIRST)).isOne();
        assertThat(claim(SECOND)).isZero();

        assertThat(database.ask("SELECT nonce || ' ' || state AS answer FROM charge"))
                .containsExactly("7 IN_FLIGHT");
    }

    @Test
    void a_window_that_its_transaction_left_out_goes_into_another() {
        claim(FIRST);
        database.database().run(session -> Charges.settle(session, FIRST, Receipts.of(), new ChainTime(1)));

        assertThat(claim(SECOND)).isOne();

        assertThat(database.ask("SELECT nonce || ' ' || state || ' ' || attempts AS answer FROM charge"))
                .containsExactly("8 IN_FLIGHT 2");
    }

    @Test
    void a_window_that_is_charged_goes_into_no_other() {
        claim(FIRST);
        settle(FIRST, charged());

        assertThat(claim(SECOND)).isZero();
    }

    @Test
    void a_window_whose_failure_is_told_goes_into_another() {
        claim(FIRST);
        settle(FIRST, failed());

        assertThat(claim(SECOND)).isOne();
    }

    @Test
    void what_an_earlier_transaction_charged_after_all_is_charged() {
        claim(FIRST);
        settle(FIRST, failed());
        claim(SECOND);

        settle(FIRST, charged());
        settle(SECOND, Receipts.of());

        assertThat(database.ask("SELECT nonce || ' ' || state AS answer FROM charge"))
                .containsExactly("7 CHARGED");
    }

    @Test
    void the_row_tells_the_whole_story() {
        claim(FIRST);
        settle(FIRST, failed());
        claim(SECOND);
        settle(SECOND, charged());

        assertThat(database.ask("SELECT jsonb_array_elements(story) ->> 'step' AS answer FROM charge"))
                .containsExactly("due", "quoted", "signed", "failed", "quoted", "signed", "included");
    }

    @Test
    void a_charge_after_a_failure_that_became_final_becomes_final_itself() {
        claim(FIRST);
        settle(FIRST, failed());
        database.change("UPDATE charge SET final_time = 2");
        claim(SECOND);

        settle(SECOND, charged());

        assertThat(database.ask(
                        "SELECT (included_time IS NOT NULL AND final_time IS NULL)::text AS answer FROM charge"))
                .containsExactly("true");
    }

    private static Receipt charged() {
        return Receipts.of(new ItemOutcome.Charged(WINDOW.subscription(), WINDOW.window(), TokenAmount.of(1)));
    }

    private static Receipt failed() {
        return Receipts.of(
                new ItemOutcome.Failed(WINDOW.subscription(), WINDOW.window(), FailCode.INSUFFICIENT_ALLOWANCE));
    }

    private void settle(Slot slot, Receipt receipt) {
        database.database().run(session -> Charges.settle(session, slot, receipt, new ChainTime(1)));
    }

    private int claim(Slot slot) {
        var quoted = new Moment(new BlockNumber(1), new ChainTime(1));
        var tx = new TxHash("0x%064x".formatted(slot.nonce()));
        return database.database().inTransaction(session -> Charges.claim(session, slot, tx, quoted, List.of(WINDOW)));
    }
}
