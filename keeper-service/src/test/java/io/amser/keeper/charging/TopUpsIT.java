package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.ChainUnreachable;
import io.amser.keeper.chain.TopUps;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopUpsIT {
    private final Stage stage = new Stage();
    private final SubscriptionKey poor = stage.subscribe(0, TokenAmount.ZERO);

    @BeforeEach
    void theFailureIsTold() {
        stage.keeper().run();
        stage.keeper().run();
        assertThat(stage.failures(poor)).hasSize(1);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_keeper_that_was_away_finds_what_it_missed() {
        stage.subscriber(0).receive(usdc(10));
        mine(1_200);

        stage.keeper().run();

        assertThat(stage.timesCharged(poor)).isEqualTo(1);
    }

    @Test
    void a_top_up_that_a_node_left_out_at_first_is_found_with_the_next_block() {
        stage.subscriber(0).receive(usdc(10));
        stage.keeper(Settings.USUAL, telling(told -> new TopUps(told.before(), told.last(), List.of())))
                .run();
        assertThat(stage.timesCharged(poor)).isZero();

        mine(1);
        stage.keeper().run();

        assertThat(stage.timesCharged(poor)).isEqualTo(1);
    }

    @Test
    void a_top_up_in_a_block_that_took_the_place_of_one_already_read_is_found() {
        stage.node.local("evm_snapshot", List.of());
        mine(40);
        stage.keeper().run();
        stage.node.local("evm_revert", List.of("0x0"));
        stage.subscriber(0).receive(usdc(10));
        mine(40);

        stage.keeper().run();

        assertThat(stage.timesCharged(poor)).isEqualTo(1);
    }

    @Test
    void while_no_node_shows_logs_other_charges_go_on_and_nothing_is_lost() {
        var rich = stage.subscribe(1, usdc(100));
        stage.subscriber(0).receive(usdc(10));
        stage.keeper(Settings.USUAL, telling(_ -> {
                    throw new ChainUnreachable("too many results");
                }))
                .run();
        assertThat(stage.timesCharged(rich)).isEqualTo(1);
        assertThat(stage.timesCharged(poor)).isZero();

        stage.keeper().run();

        assertThat(stage.timesCharged(poor)).isEqualTo(1);
    }

    @Test
    void among_more_payers_than_a_node_takes_names_the_one_is_found() {
        stage.database.change("""
                INSERT INTO due (module, id, processor, payer, token, window_id, due_at, billing_interval, allowance_expiry,
                                 reported, next_attempt_at, failing_since, watched)
                SELECT module, n, processor, '0x' || lpad(to_hex(n), 40, '0'), token, window_id, due_at, billing_interval,
                       allowance_expiry, true, next_attempt_at + 100000000, failing_since, true
                  FROM due, generate_series(1001, 2500) AS n
                """);
        stage.database.change("""
                WITH moved AS (DELETE FROM due WHERE id <= 1000 RETURNING *) INSERT INTO due SELECT * FROM moved
                """);
        stage.subscriber(0).receive(usdc(10));

        stage.keeper().run();

        assertThat(stage.timesCharged(poor)).isEqualTo(1);
        assertThat(
                        stage.database.ask(
                                "SELECT count(*) AS answer FROM due WHERE id > 1000 AND failing_since < next_attempt_at - 90000000"))
                .containsExactly("1500");
    }

    @Test
    void a_new_consent_wakes_the_charge_as_money_does() {
        stage.subscriber(0).receive(usdc(10));
        stage.subscriber(0).allow(usdc(3), stage.node.time().plus(Stage.MONTH));
        stage.keeper().run();
        assertThat(stage.timesCharged(poor)).isZero();

        stage.subscriber(0).allow(usdc(20), stage.node.time().plus(Stage.MONTH));
        stage.keeper().run();

        assertThat(stage.timesCharged(poor)).isEqualTo(1);
    }

    private void mine(int blocks) {
        stage.node.local("anvil_mine", List.of("0x" + Integer.toHexString(blocks)));
    }

    /** The chain, but for what it says of top-ups. */
    private Chain telling(UnaryOperator<TopUps> other) {
        var chain = stage.chain();
        return (Chain) Proxy.newProxyInstance(
                Chain.class.getClassLoader(), new Class<?>[] {Chain.class}, (_, method, arguments) -> {
                    try {
                        var answer = method.invoke(chain, arguments);
                        return answer instanceof TopUps told ? other.apply(told) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
