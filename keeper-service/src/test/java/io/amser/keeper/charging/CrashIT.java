package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Wallet;
import io.amser.keeper.chain.ChainUnreachable;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.TokenCalls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrashIT {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_crash_between_store_and_broadcast_sends_the_same_bytes_again() {
        var subscription = stage.subscribe(0, usdc(100));
        var dying = stage.keeper(Settings.USUAL, FaultyChain.deafTo(stage.chain()));
        assertThatThrownBy(dying::run).isInstanceOf(ChainUnreachable.class);
        var stored = hashes();

        stage.keeper().run();
        stage.keeper().run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(hashes()).isEqualTo(stored).hasSize(1);
        assertThat(states("submission")).containsExactly("INCLUDED");
        assertThat(states("charge")).containsExactly("CHARGED");
    }

    @Test
    void a_crash_between_broadcast_and_record_pays_nothing_twice() {
        var subscription = stage.subscribe(0, usdc(100));
        var dying = stage.keeper(Settings.USUAL, FaultyChain.muteAfter(stage.chain()));
        assertThatThrownBy(dying::run).isInstanceOf(ChainUnreachable.class);

        stage.keeper().run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(hashes()).hasSize(1);
        assertThat(states("submission")).containsExactly("INCLUDED");
    }

    @Test
    void a_stuck_transaction_is_replaced_by_one_that_offers_more() {
        var subscription = stage.subscribe(0, usdc(100));
        stage.node.local("evm_setAutomine", List.of(false));
        var keeper = stage.keeper(Settings.USUAL.replacingAfter(Duration.ZERO), stage.chain());

        keeper.run();
        keeper.run();
        stage.node.local("evm_mine", List.of());
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(hashes()).hasSize(2);
        assertThat(stage.database.ask("""
                SELECT t.attempt AS answer FROM submission s JOIN signed_transaction t ON t.hash = s.tx_hash
                """)).containsExactly("2");
    }

    @Test
    void a_transaction_that_came_too_late_gives_its_nonce_back() {
        var subscription = stage.subscribe(0, usdc(100));
        var deaf = stage.keeper(Settings.USUAL, FaultyChain.deafTo(stage.chain()));
        assertThatThrownBy(deaf::run).isInstanceOf(ChainUnreachable.class);
        stage.node.advance(MONTH.plusDays(1));

        stage.keeper().run();
        stage.keeper().run();
        stage.keeper().run();

        assertThat(stage.timesCharged(subscription)).isZero();
        assertThat(stage.failures(subscription)).isEmpty();
        assertThat(states("submission")).containsExactly("INCLUDED");
        assertThat(states("charge")).containsExactly("SKIPPED");
        assertThat(stage.database.ask("SELECT missed AS answer FROM due")).containsExactly("t");
    }

    @Test
    void a_gap_in_the_nonces_heals() {
        var first = stage.subscribe(0, usdc(100));
        stage.keeper().run();
        stage.database.change("UPDATE keeper_key SET next_nonce = next_nonce + 2");
        var second = stage.subscribe(1, usdc(100));

        stage.keeper().run();
        stage.keeper().run();

        assertThat(stage.timesCharged(first)).isEqualTo(1);
        assertThat(stage.timesCharged(second)).isEqualTo(1);
    }

    @Test
    void a_key_that_was_used_elsewhere_goes_on() {
        var first = stage.subscribe(0, usdc(100));
        stage.keeper().run();
        var elsewhere = new Wallet(Account.keeper(), stage.node, ChainServer.CHAIN_ID);
        elsewhere.execute(TokenCalls.approve(stage.contracts.token(), stage.merchant.address(), TokenAmount.ZERO));
        var second = stage.subscribe(1, usdc(100));

        stage.keeper().run();
        assertThat(stage.timesCharged(second)).isZero();
        stage.keeper().run();

        assertThat(stage.timesCharged(first)).isEqualTo(1);
        assertThat(stage.timesCharged(second)).isEqualTo(1);
    }

    @Test
    void a_charge_that_a_reorganisation_took_back_is_sent_again() {
        var subscription = stage.subscribe(0, usdc(100));
        var keeper = stage.keeper();
        keeper.run();
        keeper.run();
        var before = stage.node.latestBlock().getNumber().longValueExact() - 1;
        stage.follow();

        stage.node.local("anvil_rollback", List.of(1));
        stage.retractAbove(before);
        stage.database.change("UPDATE submission SET settled_at = now() - interval '1 minute'");
        keeper.run();
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(stage.active(0)).isTrue();
        assertThat(states("charge")).containsExactly("CHARGED");
    }

    @Test
    void nothing_is_sent_while_the_processor_is_paused_and_charging_resumes_by_itself() {
        var owner = new Wallet(Account.owner(), stage.node, ChainServer.CHAIN_ID);
        var subscription = stage.subscribe(0, usdc(100));
        owner.execute(ProcessorCalls.pause(stage.contracts.processor()));
        var keeper = stage.keeper();

        keeper.run();
        stage.node.advance(MONTH.multipliedBy(2));
        keeper.run();
        assertThat(states("charge")).isEmpty();

        owner.execute(ProcessorCalls.unpause(stage.contracts.processor()));
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(stage.failures(subscription)).isEmpty();
    }

    private List<String> hashes() {
        return stage.database.ask("SELECT hash AS answer FROM signed_transaction ORDER BY nonce, attempt");
    }

    private List<String> states(String table) {
        return stage.database.ask("SELECT state AS answer FROM " + table);
    }
}
