package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Wallet;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.protocol.FailCode;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.TokenRegistryCalls;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each trouble is told while it lasts, nothing is sent in vain, and charging resumes by itself. */
class TroubleIT {
    private static final BigInteger LOW = BigInteger.TEN.pow(17);
    private static final List<Kind> NOTHING = List.of();

    private final Stage stage = new Stage();
    private final Condition condition = new Condition();
    private final Round keeper = stage.keeper(condition);
    private final Wallet owner = new Wallet(Account.owner(), stage.node, ChainServer.CHAIN_ID);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void an_empty_wallet() {
        var subscription = stage.subscribe(0, usdc(100));
        hold("0x1");
        keeper.run();
        assertThat(concerns()).containsExactly(Kind.WALLET_EMPTY);
        assertThat(sent()).isZero();

        hold("0x58d15e176280000");
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(concerns()).isEqualTo(NOTHING);
    }

    @Test
    void a_wallet_that_is_nearly_empty_charges_and_asks_for_more() {
        var subscription = stage.subscribe(0, usdc(100));
        hold("0xb1a2bc2ec50000");

        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(concerns()).containsExactly(Kind.WALLET_LOW);
    }

    @Test
    void a_processor_that_is_paused() {
        var subscription = stage.subscribe(0, usdc(100));
        owner.execute(ProcessorCalls.pause(stage.contracts.processor()));
        keeper.run();
        stage.node.advance(MONTH.multipliedBy(2));
        keeper.run();
        assertThat(concerns()).containsExactly(Kind.PROCESSOR_PAUSED);
        assertThat(sent()).isZero();

        owner.execute(ProcessorCalls.unpause(stage.contracts.processor()));
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(stage.failures(subscription)).isEmpty();
        assertThat(concerns()).isEqualTo(NOTHING);
    }

    @Test
    void a_key_that_the_processor_does_not_admit() {
        var subscription = stage.subscribe(0, usdc(100));
        admit(false);
        keeper.run();
        assertThat(concerns()).containsExactly(Kind.NOT_ADMITTED);

        admit(true);
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(concerns()).isEqualTo(NOTHING);
    }

    @Test
    void a_token_that_is_delisted() {
        var subscription = stage.subscribe(0, usdc(100));
        list(false);
        stage.follow();
        keeper.run();
        keeper.run();
        stage.node.advance(MONTH.dividedBy(2));
        keeper.run();
        assertThat(stage.failures(subscription))
                .extracting(failure -> failure.code())
                .containsExactly(FailCode.UNSUPPORTED_TOKEN);
        assertThat(concerns()).containsExactly(Kind.TOKEN_DELISTED);
        assertThat(sent()).isEqualTo(1);

        list(true);
        stage.follow();
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(concerns()).isEqualTo(NOTHING);
    }

    private List<Kind> concerns() {
        return ChargingConcerns.of(condition, LOW).stream().map(Concern::kind).toList();
    }

    private long sent() {
        return Long.parseLong(
                stage.database.ask("SELECT count(*) AS answer FROM submission").getFirst());
    }

    private void hold(String wei) {
        stage.node.local("anvil_setBalance", List.of(Account.keeper().address().value(), wei));
    }

    private void admit(boolean allowed) {
        owner.execute(ProcessorCalls.setKeeper(
                stage.contracts.processor(), Account.keeper().address(), allowed));
    }

    private void list(boolean enabled) {
        owner.execute(TokenRegistryCalls.setPolicy(
                stage.contracts.tokenRegistry(),
                stage.contracts.token(),
                enabled,
                TokenAmount.of(1),
                TokenAmount.UNLIMITED_ALLOWANCE,
                TokenKind.PERMIT));
    }
}
