package io.amser.acceptance.alone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.actor.Merchant;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.alone.KeeperOptions;
import io.amser.devstack.alone.LoneKeeper;
import io.amser.devstack.command.Folders;
import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.preflight.CannotStart;
import io.amser.devstack.process.Checkout;
import io.amser.devstack.process.Ports;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.Place;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** A chain on which somebody else has deployed the protocol, and nothing beside it. */
@Execution(CONCURRENT)
class LoneKeeperAcceptanceTest {

    private static final Path FOLDER = Checkout.root().resolve("acceptance/target/platform/alone");

    private static ChainServer chain;
    private static Node node;
    private static DeployedContracts contracts;

    @BeforeAll
    static void deploy() {
        var folder = Folders.emptied(FOLDER);
        chain = Infrastructure.chosen().chain(Place.in(folder.resolve("chain")), ChainSettings.blockPerTransaction());
        node = new Node(chain.http());
        contracts = new DeployContracts(node).deploy();
    }

    @AfterAll
    static void stop() {
        node.close();
        chain.close();
    }

    @Test
    void charges_what_is_due_once_its_key_is_admitted() {
        var plan = plan();
        var subscriber = new Subscriber(Account.subscriber(0), node, contracts);
        subscriber.receive(TokenAmount.of(100_000_000));
        subscriber.approvePermit2();
        subscriber.subscribe(plan, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(365));

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> start(Account.number(9), options()))
                .withMessageContainingAll(
                        "setKeeper", Account.number(9).address().value());
        assertThat(isActive(plan, subscriber)).isFalse();

        try (var keeper = start(Account.keeper(), options())) {
            Stage.await("the first charge", () -> isActive(plan, subscriber));
            assertThat(keeper.key()).isEqualTo(Account.keeper().address().value());
        }
    }

    @Test
    void says_what_is_wrong_with_where_it_is_pointed_at() {
        var otherChain = options("--chain-id", "1");
        var noProcessor = KeeperOptions.parse(List.of(
                "--rpc",
                chain.http().toString(),
                "--processor",
                contracts.token().value()));
        var nobody = KeeperOptions.parse(List.of(
                "--rpc",
                "http://127.0.0.1:" + Ports.free(),
                "--processor",
                contracts.processor().value()));

        assertRefused(otherChain, "serves chain 31337, not chain 1");
        assertRefused(noProcessor, "no payment processor at " + contracts.token());
        assertRefused(nobody, "does not answer");
    }

    private static void assertRefused(KeeperOptions options, String why) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> start(Account.keeper(), options))
                .withMessageContaining(why);
    }

    private static LoneKeeper start(Account key, KeeperOptions options) {
        return LoneKeeper.start(options, FOLDER, Map.of("AMSER_KEEPER_KEY_PRIVATE_KEY", key.privateKey()));
    }

    private static KeeperOptions options(String... more) {
        var arguments = new ArrayList<>(List.of(
                "--rpc", chain.http().toString(),
                "--processor", contracts.processor().value(),
                "--port", Integer.toString(Ports.free())));
        arguments.addAll(List.of(more));
        return KeeperOptions.parse(arguments);
    }

    private static PlanKey plan() {
        var merchant = new Merchant(Account.merchant(), node, contracts);
        merchant.deployModule();
        return merchant.createPlan("Pro", TokenAmount.of(10_000_000), Duration.ofDays(30), Duration.ofDays(3));
    }

    private static boolean isActive(PlanKey plan, Subscriber subscriber) {
        return node.ask(ModuleCalls.isActive(plan, subscriber.address()));
    }
}
