package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import io.amser.eventlog.PaymentAtRisk;
import io.amser.eventlog.wire.AtRiskWire;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.ChainUnreachable;
import io.amser.keeper.forecast.ForecastConfig;
import io.amser.keeper.forecast.ForeseeShortages;
import io.amser.protocol.ChainId;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.FailCode;
import io.amser.protocol.WindowId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForecastIT {
    private static final ChainId CHAIN = new ChainId(ChainServer.CHAIN_ID);
    private static final Duration SHORTLY_BEFORE = MONTH.minus(Duration.ofHours(50));

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void tells_once_that_the_next_charge_will_not_be_covered_with_shortfall_and_date() {
        var subscription = stage.subscribe(0, usdc(16));
        charge();
        var due = stage.node.time().plus(MONTH);
        stage.node.advance(SHORTLY_BEFORE);

        sweep();
        stage.node.advance(Duration.ofHours(2));
        sweep();

        var window = new WindowId(Long.parseLong(
                stage.database.ask("SELECT window_id AS answer FROM due").getFirst()));
        assertThat(told()).singleElement().satisfies(risk -> {
            assertThat(risk.id()).isEqualTo(DeterministicIds.paymentAtRisk(CHAIN, subscription, window));
            assertThat(risk.subscription()).isEqualTo(subscription);
            assertThat(risk.merchant()).isEqualTo(Account.merchant().address());
            assertThat(risk.amount()).isEqualTo(usdc(10));
            assertThat(risk.shortfall()).isEqualTo(usdc(4));
            assertThat(risk.reason()).isEqualTo(FailCode.TRANSFER_FAILED);
            assertThat(Math.abs(risk.dueAt().since(due).toSeconds())).isLessThan(60);
        });
    }

    @Test
    void sums_what_a_wallet_owes_at_all_merchants_oldest_due_first() {
        var other = new Merchant(Account.treasury(), stage.node, stage.contracts);
        other.deployModule();
        var theirs = other.createPlan("Elsewhere", usdc(7), MONTH, Duration.ofDays(3));
        stage.subscribe(0, usdc(17 + 12));
        stage.node.advance(Duration.ofMinutes(5));
        var later = stage.subscribe(0, theirs);
        charge();
        stage.node.advance(SHORTLY_BEFORE);

        sweep();

        assertThat(told()).singleElement().satisfies(risk -> {
            assertThat(risk.subscription()).isEqualTo(later);
            assertThat(risk.shortfall()).isEqualTo(usdc(5));
        });
    }

    @Test
    void goes_through_all_wallets_page_by_page_and_rests_then() {
        for (var i = 0; i < 5; i++) {
            stage.subscribe(i, usdc(10 + i));
        }
        charge();
        stage.node.advance(SHORTLY_BEFORE);
        var foresight = foresight(stage.chain(), 2);

        assertThat(foresight.lookAtPage(stage.chain().head())).isTrue();
        assertThat(told()).hasSize(2);
        assertThat(foresight.lookAtPage(stage.chain().head())).isTrue();
        assertThat(foresight.lookAtPage(stage.chain().head())).isFalse();
        assertThat(told()).hasSize(5);

        assertThat(resting(foresight)).isTrue();
        stage.node.advance(Duration.ofHours(1));
        assertThat(resting(foresight)).isFalse();
    }

    @Test
    void a_page_that_a_dead_node_or_a_dead_replica_left_is_looked_at_again() {
        stage.subscribe(0, usdc(10));
        charge();
        stage.node.advance(SHORTLY_BEFORE);
        var blind = foresight(withoutPurses(stage.chain()), 10);
        assertThatThrownBy(() -> blind.lookAtPage(stage.chain().head())).isInstanceOf(ChainUnreachable.class);

        sweep();
        assertThat(told()).as("held by the one that failed").isEmpty();
        stage.database.change("UPDATE forecast_sweep SET leased_until = now() - interval '1 second'");
        sweep();

        assertThat(told()).hasSize(1);
    }

    @Test
    void a_charge_that_the_chain_has_and_the_log_has_not_told_of_is_not_counted_twice() {
        stage.subscribe(0, usdc(40));
        charge();
        stage.node.advance(Duration.ofDays(1));
        stage.subscribe(0, stage.merchant.createPlan("Plus", usdc(10), MONTH, Duration.ofDays(3)));
        charge();
        stage.node.advance(MONTH.minus(Duration.ofDays(1)));
        stage.keeper().run();
        assertThat(stage.subscriber(0).balance()).isEqualTo(usdc(10));

        foresight(stage.chain(), 50).lookAtPage(stage.chain().head());

        assertThat(told()).isEmpty();
    }

    @Test
    void a_top_up_and_another_fall_below_tell_nothing_new_of_the_same_window() {
        stage.subscribe(0, usdc(10));
        charge();
        stage.node.advance(SHORTLY_BEFORE);
        sweep();
        stage.subscriber(0).receive(usdc(4));
        stage.node.advance(Duration.ofHours(2));
        sweep();

        assertThat(told()).extracting(PaymentAtRisk::shortfall).containsExactly(usdc(10));
    }

    private void charge() {
        stage.keeper().run();
        stage.keeper().run();
        stage.follow();
        assertThat(stage.database.ask("SELECT DISTINCT state AS answer FROM charge"))
                .containsExactly("CHARGED");
    }

    private void sweep() {
        stage.follow();
        foresight(stage.chain(), 50).lookAtPage(stage.chain().head());
    }

    private boolean resting(ForeseeShortages foresight) {
        var before = began();
        foresight.lookAtPage(stage.chain().head());
        return before.equals(began());
    }

    private String began() {
        return stage.database
                .ask("SELECT began_at || ' ' || due_at AS answer FROM forecast_sweep")
                .getFirst();
    }

    private List<PaymentAtRisk> told() {
        return stage.database.ask("SELECT body AS answer FROM outbox ORDER BY place").stream()
                .map(AtRiskWire::read)
                .toList();
    }

    private ForeseeShortages foresight(Chain chain, int page) {
        return new ForeseeShortages(chain, stage.database.database(), CHAIN, new Days(page));
    }

    private static Chain withoutPurses(Chain chain) {
        return (Chain) Proxy.newProxyInstance(
                Chain.class.getClassLoader(), new Class<?>[] {Chain.class}, (_, method, arguments) -> {
                    if (method.getName().equals("purses")) {
                        throw new ChainUnreachable("No node answers");
                    }
                    try {
                        return method.invoke(chain, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private record Days(int page) implements ForecastConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration ahead() {
            return Duration.ofDays(3);
        }

        @Override
        public Duration every() {
            return Duration.ofHours(1);
        }
    }
}
