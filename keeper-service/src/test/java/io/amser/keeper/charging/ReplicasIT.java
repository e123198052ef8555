package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.keeper.chain.ChainUnreachable;
import io.amser.keeper.schedule.DueCharges;
import io.amser.protocol.SubscriptionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicasIT {
    private static final int REPLICAS = 3;
    private static final int SUBSCRIPTIONS = 6;

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void replicas_share_the_work_and_charge_each_window_once() throws Exception {
        var subscriptions = new ArrayList<SubscriptionKey>();
        for (var i = 0; i < SUBSCRIPTIONS; i++) {
            subscriptions.add(stage.subscribe(i, usdc(100)));
        }

        for (var month = 1; month <= 2; month++) {
            runTogether();
            for (var subscription : subscriptions) {
                assertThat(stage.timesCharged(subscription)).isEqualTo(month);
            }
            stage.node.advance(MONTH);
        }

        assertThat(stage.database.ask("SELECT state || ' ' || attempts AS answer FROM charge"))
                .hasSize(2 * SUBSCRIPTIONS)
                .containsOnly("CHARGED 1");
        assertThat(stage.database.ask("SELECT DISTINCT state AS answer FROM submission"))
                .containsExactly("INCLUDED");
    }

    @Test
    void the_rows_of_a_dead_replica_come_back() {
        var subscription = stage.subscribe(0, usdc(100));
        stage.database.change("UPDATE due SET leased_until = now() + interval '1 minute'");
        stage.keeper().run();
        assertThat(stage.timesCharged(subscription)).isZero();

        stage.database.change("UPDATE due SET leased_until = now() - interval '1 second'");
        stage.keeper().run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
    }

    @Test
    void a_window_in_flight_is_handed_out_to_nobody() {
        stage.subscribe(0, usdc(100));
        var deaf = stage.keeper(Settings.USUAL, FaultyChain.deafTo(stage.chain()));
        assertThatThrownBy(deaf::run).isInstanceOf(ChainUnreachable.class);
        stage.database.change("UPDATE due SET next_attempt_at = 0, leased_until = NULL");

        var leased = stage.database
                .database()
                .inTransaction(session -> DueCharges.lease(
                        session, stage.contracts.processor(), stage.node.time(), SUBSCRIPTIONS, MONTH));

        assertThat(leased).isEmpty();
        assertThat(stage.database.ask("SELECT state AS answer FROM charge")).containsExactly("IN_FLIGHT");
    }

    @Test
    void all_windows_of_a_wallet_that_its_money_covers_are_charged() {
        var plans = List.of(
                stage.plan,
                stage.merchant.createPlan("Plus", usdc(10), MONTH, MONTH.dividedBy(10)),
                stage.merchant.createPlan("Max", usdc(10), MONTH, MONTH.dividedBy(10)));
        stage.subscriber(0).receive(usdc(25));
        stage.subscriber(0).approvePermit2();
        var subscriptions = plans.stream().map(plan -> stage.subscribe(0, plan)).toList();

        stage.keeper().run();

        assertThat(subscriptions.stream().map(stage::timesCharged)).containsExactly(1L, 1L, 0L);
        assertThat(stage.failures(subscriptions.getLast())).hasSize(1);
        assertThat(stage.subscriber(0).balance()).isEqualTo(usdc(5));
    }

    private void runTogether() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(REPLICAS)) {
            Callable<Boolean> replica = () -> {
                var keeper = stage.keeper(Settings.USUAL.inSmallLots(1), stage.chain());
                for (var round = 0; round < 3; round++) {
                    keeper.run();
                }
                return true;
            };
            for (var done : threads.invokeAll(List.of(replica, replica, replica))) {
                assertThat(done.get()).isTrue();
            }
        }
        stage.keeper().run();
    }
}
