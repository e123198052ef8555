package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.call.ProcessorCalls;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One of two keys of the same database dies with a charge in flight that no block includes any more. */
class AnotherKeyIT {
    private static final Account OTHER = Account.subscriber(5);
    private static final String NOBODY_EXTENDS_IT = "UPDATE submission SET offered_at = now() - interval '6 minutes'";
    private static final String IN_FLIGHT = "SELECT count(*) AS answer FROM charge WHERE state = 'IN_FLIGHT'";

    private final Stage stage = new Stage();
    private final Round living = stage.keeper(stage.database, OTHER, Settings.USUAL, Settings.OPEN, stage.chain());
    private SubscriptionKey subscription;

    @BeforeEach
    void dies() {
        new Wallet(Account.owner(), stage.node, ChainServer.CHAIN_ID)
                .execute(ProcessorCalls.setKeeper(stage.contracts.processor(), OTHER.address(), true));
        subscription = stage.subscribe(0, usdc(100));
        stage.node.local("evm_setAutomine", List.of(false));
        stage.keeper().run();
        gas("0x12a05f2000");
        mine();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_a_dead_key_has_in_flight_is_charged_by_another() {
        living.run();
        assertThat(one("SELECT count(*) AS answer FROM submission")).isEqualTo("1");

        stage.database.change(NOBODY_EXTENDS_IT);
        living.run();
        mine();
        living.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(one("SELECT state || ' ' || key_address AS answer FROM charge"))
                .isEqualTo("CHARGED " + OTHER.address());
    }

    @Test
    void a_key_that_comes_back_frees_its_nonce_and_charges_nothing_twice() {
        stage.database.change(NOBODY_EXTENDS_IT);
        living.run();
        mine();

        for (var round = 0; round < 3; round++) {
            stage.keeper().run();
            mine();
        }
        living.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(stage.database.ask("SELECT DISTINCT state AS answer FROM submission"))
                .containsExactly("INCLUDED");
        assertThat(one("SELECT state || ' ' || key_address AS answer FROM charge"))
                .isEqualTo("CHARGED " + OTHER.address());
    }

    @Test
    void what_came_too_late_is_given_back_at_once_and_shown_to_nobody_again() {
        var tries = one("SELECT tries AS answer FROM signed_transaction");
        stage.node.advance(MONTH.plusDays(1));
        gas("0x12a05f2000");
        mine();

        living.run();
        living.run();

        assertThat(one(IN_FLIGHT)).isEqualTo("0");
        assertThat(one("SELECT tries AS answer FROM signed_transaction")).isEqualTo(tries);
    }

    @Test
    void what_came_too_late_while_gas_is_too_dear_to_free_its_nonce_is_shown_to_nobody_either() {
        var tries = one("SELECT tries AS answer FROM signed_transaction");
        var thrifty = stage.keeper(Settings.USUAL.payingPerGas(BigInteger.TEN.pow(9)), stage.chain());
        stage.node.advance(MONTH.plusDays(1));
        gas("0x12a05f2000");
        mine();

        thrifty.run();

        assertThat(one(IN_FLIGHT)).isEqualTo("0");
        assertThat(one("SELECT tries AS answer FROM signed_transaction")).isEqualTo(tries);
    }

    private void gas(String baseFee) {
        stage.node.local("anvil_setNextBlockBaseFeePerGas", List.of(baseFee));
    }

    private void mine() {
        stage.node.local("evm_mine", List.of());
    }

    private String one(String sql) {
        return stage.database.ask(sql).getFirst();
    }
}
