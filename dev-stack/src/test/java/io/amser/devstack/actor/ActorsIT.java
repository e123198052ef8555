package io.amser.devstack.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.ProcessorCalls;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ActorsIT {

    private static final TokenAmount TEN_DOLLARS = TokenAmount.of(10_000_000);
    private static final Duration MONTH = Duration.ofDays(30);

    private static ChainServer chain;
    private static Node node;
    private static DeployedContracts contracts;
    private static Merchant merchant;
    private static PlanKey pro;

    @BeforeAll
    static void deploy() {
        chain = TestServers.freshChain(ChainSettings.blockPerTransaction());
        node = new Node(chain.http());
        contracts = new DeployContracts(node).deploy();
        merchant = new Merchant(Account.merchant(), node, contracts);
        merchant.deployModule();
        pro = merchant.createPlan("Pro", TEN_DOLLARS, MONTH, Duration.ofDays(3));
    }

    @AfterAll
    static void stop() {
        node.close();
        chain.close();
    }

    @Test
    void a_subscriber_signs_once_and_is_charged_every_month() {
        var alice = subscriber(0, TokenAmount.of(100_000_000));
        var subscription =
                alice.subscribe(pro, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, MONTH.multipliedBy(12));
        var keeper = new Wallet(Account.keeper(), node, ChainServer.CHAIN_ID);

        keeper.execute(ProcessorCalls.execute(contracts.processor(), subscription));
        node.advance(MONTH);
        keeper.execute(ProcessorCalls.execute(contracts.processor(), subscription));

        assertThat(alice.balance()).isEqualTo(TokenAmount.of(80_000_000));
        assertThat(node.ask(ModuleCalls.isActive(pro, alice.address()))).isTrue();
    }

    private static Subscriber subscriber(int index, TokenAmount money) {
        var subscriber = new Subscriber(Account.subscriber(index), node, contracts);
        subscriber.receive(money);
        subscriber.approvePermit2();
        return subscriber;
    }
}
