package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.rpc.Fault;
import io.amser.devstack.rpc.HostileNode;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.ChainUnreachable;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BadNodesIT {
    private static final List<Fault> FAULTS = List.of(
            new Fault.DropConnection(),
            new Fault.NeverAnswer(),
            new Fault.ServerError(502),
            new Fault.WrongChainId(1),
            new Fault.LagBehind(3),
            new Fault.StaleLatest(1),
            new Fault.MalformedJson(),
            new Fault.CutOff());

    private final Stage stage = new Stage();
    private final HostileNode bad = HostileNode.before(stage.rpc(), 1);
    private final HostileNode good = HostileNode.before(stage.rpc(), 2);

    @AfterEach
    void close() {
        bad.close();
        good.close();
        stage.close();
    }

    @Test
    void one_bad_node_keeps_nobody_from_being_charged() {
        var keeper = stage.keeper(Settings.USUAL, stage.chain(bad.uri(), good.uri()));
        var subscription = stage.subscribe(0, usdc(500));
        keeper.run();
        var months = 1L;

        for (var fault : FAULTS) {
            bad.begin(fault);
            stage.node.advance(MONTH);
            stage.follow();
            keeper.run();
            keeper.run();
            bad.behave();

            assertThat(stage.timesCharged(subscription)).as("%s", fault).isEqualTo(++months);
        }

        assertThat(stage.database.ask("SELECT state || ' ' || attempts AS answer FROM charge"))
                .containsOnly("CHARGED 1");
    }

    @Test
    void a_nonce_that_one_node_invents_is_not_believed() {
        var subscription = stage.subscribe(0, usdc(500));
        var lies = new AtomicBoolean(true);
        var keeper = stage.keeper(Settings.USUAL, lyingAboutNonces(stage.chain(), lies));
        keeper.run();
        keeper.run();
        lies.set(false);

        stage.node.advance(MONTH);
        stage.follow();
        keeper.run();
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(2);
        assertThat(stage.database.ask("SELECT nonce AS answer FROM submission ORDER BY nonce"))
                .containsExactly("0", "1");
    }

    private static Chain lyingAboutNonces(Chain chain, AtomicBoolean lies) {
        return (Chain) Proxy.newProxyInstance(
                BadNodesIT.class.getClassLoader(),
                new Class<?>[] {Chain.class},
                (_, method, args) ->
                        method.getName().equals("nonce") && lies.get() ? 1_000_000L : method.invoke(chain, args));
    }

    @Test
    void a_chain_that_is_not_ours_is_never_charged_on() {
        stage.subscribe(0, usdc(100));
        bad.begin(new Fault.WrongChainId(1));
        var keeper = stage.keeper(Settings.USUAL, stage.chain(bad.uri()));

        assertThatThrownBy(keeper::run)
                .isInstanceOf(ChainUnreachable.class)
                .hasMessageContaining("does not serve chain 31337");

        assertThat(stage.database.ask("SELECT state AS answer FROM submission")).isEmpty();
    }

    @Test
    void a_node_that_rests_is_asked_again_when_it_is_the_last_one() {
        var subscription = stage.subscribe(0, usdc(100));
        bad.begin(new Fault.DropConnection());
        good.begin(new Fault.DropConnection());
        var keeper = stage.keeper(Settings.USUAL, stage.chain(bad.uri(), good.uri()));
        assertThatThrownBy(keeper::run).isInstanceOf(ChainUnreachable.class);

        good.behave();
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
    }
}
