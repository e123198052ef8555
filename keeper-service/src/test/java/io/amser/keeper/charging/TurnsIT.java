package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Wallet;
import io.amser.keeper.assignment.AssignmentConfig;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.call.ProcessorCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsIT {
    private static final int SUBSCRIPTIONS = 6;
    private static final Duration PRIORITY = Duration.ofSeconds(30);

    private final Stage stage = new Stage();
    private final Account other = Account.subscriber(20);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_keeper_leaves_the_windows_of_another_one_alone_and_takes_them_over_when_that_one_is_dead() {
        register(other.address(), true);
        var subscriptions = subscribe();
        var keeper = keeper(Settings.turnsOf(List.of()));

        keeper.run();
        var ours = charged(subscriptions);
        stage.node.advance(PRIORITY);
        keeper.run();

        assertThat(ours).isNotEmpty().hasSizeLessThan(SUBSCRIPTIONS);
        assertThat(charged(subscriptions)).hasSize(SUBSCRIPTIONS);
    }

    @Test
    void what_is_left_to_another_one_is_not_picked_again_before_its_time() {
        subscribe();
        var now = stage.node.time();

        keeper(Settings.turnsOf(List.of(other.address()))).run();

        assertThat(stage.database.ask("SELECT count(*) AS answer FROM due WHERE our_turn AND next_attempt_at >= "
                        + now.plus(PRIORITY).seconds()))
                .containsExactly(String.valueOf(SUBSCRIPTIONS));
        assertThat(stage.database.ask("SELECT count(*) AS answer FROM submission"))
                .containsExactly("0");
    }

    @Test
    void two_keepers_with_databases_of_their_own_charge_each_window_once_and_waste_nothing() {
        register(other.address(), true);
        stage.node.local("anvil_setBalance", List.of(other.address().value(), "0x8ac7230489e80000"));
        try (var theirs = stage.anotherDatabase()) {
            var subscriptions = subscribe();
            var first = keeper(Settings.turnsOf(List.of()));
            var second = stage.keeper(theirs, other, Settings.USUAL, Settings.turnsOf(List.of()), stage.chain());
            for (var month = 1; month <= 3; month++) {
                stage.follow();
                first.run();
                second.run();
                assertThat(subscriptions.stream().map(stage::timesCharged)).containsOnly((long) month);
                first.run();
                second.run();
                stage.node.advance(MONTH);
            }

            for (var database : List.of(stage.database, theirs)) {
                assertThat(database.ask("SELECT DISTINCT state || attempts AS answer FROM charge"))
                        .containsExactly("CHARGED1");
            }
        }
    }

    @Test
    void one_who_was_dismissed_takes_no_turns_and_one_whose_dismissal_is_taken_back_does() {
        register(other.address(), true);
        stage.follow();
        var registered = stage.node.latestBlock().getNumber().longValueExact();
        register(other.address(), false);
        stage.follow();
        var keeper = keeper(Settings.turnsOf(List.of()));

        var subscriptions = subscribe();
        keeper.run();
        assertThat(charged(subscriptions)).hasSize(SUBSCRIPTIONS);

        stage.node.advance(MONTH);
        stage.database.change("DELETE FROM history WHERE stream LIKE 'processor/%' AND block_number > " + registered);
        keeper.run();

        assertThat(subscriptions.stream().filter(subscription -> stage.timesCharged(subscription) == 2))
                .isNotEmpty()
                .hasSizeLessThan(SUBSCRIPTIONS);
    }

    private List<SubscriptionKey> subscribe() {
        var subscriptions = new ArrayList<SubscriptionKey>();
        for (var i = 0; i < SUBSCRIPTIONS; i++) {
            subscriptions.add(stage.subscribe(i, usdc(100)));
        }
        return subscriptions;
    }

    private List<SubscriptionKey> charged(List<SubscriptionKey> subscriptions) {
        return subscriptions.stream()
                .filter(subscription -> stage.timesCharged(subscription) > 0)
                .toList();
    }

    private Round keeper(AssignmentConfig assignment) {
        return stage.keeper(stage.database, Account.keeper(), Settings.USUAL, assignment, stage.chain());
    }

    private void register(Address keeper, boolean allowed) {
        new Wallet(Account.owner(), stage.node, ChainServer.CHAIN_ID)
                .execute(ProcessorCalls.setKeeper(stage.contracts.processor(), keeper, allowed));
    }
}
