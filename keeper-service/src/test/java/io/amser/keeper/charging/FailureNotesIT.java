package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Wallet;
import io.amser.keeper.chain.ChainUnreachable;
import io.amser.keeper.chain.ItemOutcome;
import io.amser.keeper.journal.Charges;
import io.amser.keeper.journal.Slot;
import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.ProcessorCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureNotesIT {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_failure_of_the_subscriber_is_reported_after_one_that_only_a_pause_caused() {
        var poor = stage.subscribe(0, TokenAmount.ZERO);
        var owner = wallet(Account.owner());
        owner.execute(ProcessorCalls.pause(stage.contracts.processor()));
        execute(poor);
        stage.follow();
        owner.execute(ProcessorCalls.unpause(stage.contracts.processor()));

        stage.keeper().run();

        assertThat(stage.failures(poor))
                .extracting(failure -> failure.code())
                .containsExactly(FailCode.PROCESSOR_PAUSED, FailCode.TRANSFER_FAILED);
    }

    @Test
    void a_pause_that_somebody_runs_into_does_not_cover_the_failure_that_was_reported() {
        var poor = stage.subscribe(0, TokenAmount.ZERO);
        stage.keeper().run();
        wallet(Account.owner()).execute(ProcessorCalls.pause(stage.contracts.processor()));
        execute(poor);
        stage.follow();

        assertThat(stage.failures(poor))
                .extracting(failure -> failure.code())
                .containsExactly(FailCode.TRANSFER_FAILED, FailCode.PROCESSOR_PAUSED);
        assertThat(stage.database.ask("SELECT reported AS answer FROM due")).containsExactly("t");
    }

    @Test
    void a_pause_that_comes_before_the_charge_reports_nothing_of_the_subscriber() {
        var subscription = stage.subscribe(0, usdc(100));

        settleAs(FailCode.PROCESSOR_PAUSED, subscription);

        assertThat(stage.database.ask("SELECT reported AS answer FROM due")).containsExactly("f");
    }

    @Test
    void a_failure_that_comes_as_a_surprise_is_watched_for_top_ups_at_once() {
        var subscription = stage.subscribe(0, usdc(100));

        settleAs(FailCode.TRANSFER_FAILED, subscription);

        assertThat(stage.database.ask("SELECT reported AND watched AS answer FROM due"))
                .containsExactly("t");
    }

    /** With gas to spare, since the processor leaves out what it lacks gas for. */
    private void execute(SubscriptionKey subscription) {
        var call = ProcessorCalls.batchExecute(stage.contracts.processor(), List.of(subscription));
        var transaction = Map.of(
                "from", Account.keeper().address().value(),
                "to", call.to().value(),
                "data", call.data(),
                "gas", "0x1e8480");
        stage.node.local("eth_sendTransaction", List.of(transaction));
    }

    private void settleAs(FailCode code, SubscriptionKey subscription) {
        var deaf = stage.keeper(Settings.USUAL, FaultyChain.deafTo(stage.chain()));
        assertThatThrownBy(deaf::run).isInstanceOf(ChainUnreachable.class);
        var window = new WindowId(Long.parseLong(
                stage.database.ask("SELECT window_id AS answer FROM charge").getFirst()));
        var nonce = Long.parseLong(
                stage.database.ask("SELECT nonce AS answer FROM charge").getFirst());
        stage.database
                .database()
                .run(session -> Charges.settle(
                        session,
                        new Slot(Account.keeper().address(), nonce),
                        Receipts.of(new ItemOutcome.Failed(subscription, window, code)),
                        stage.node.time()));
    }

    private Wallet wallet(Account account) {
        return new Wallet(account, stage.node, ChainServer.CHAIN_ID);
    }
}
