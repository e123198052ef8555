package io.amser.devstack.multitude;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.LocalRpc;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.Executions;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.SubscriptionOnChain;
import io.amser.protocol.call.TokenCalls;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MultitudeIT {

    private static final int SUBSCRIPTIONS = 60;

    @Test
    void everybody_has_paid_once_and_is_due_again_at_evenly_spread_times() {
        var shape = new MultitudeShape(
                3, SUBSCRIPTIONS, 50, Duration.ofDays(1), Executions.limited(7), _ -> 4, Duration.ofHours(10), 6);
        try (var server = TestServers.freshChain(ChainSettings.blockPerTransaction());
                var node = new Node(server.http());
                var rpc = new LocalRpc(server.http())) {
            var contracts = new DeployContracts(node).deploy();
            var multitude = Multitude.gather(rpc, node, contracts, shape);

            var stored = multitude.subscriptions().stream()
                    .map(key -> node.ask(ModuleCalls.subscription(key)))
                    .toList();
            assertThat(multitude.subscriptions()).hasSize(SUBSCRIPTIONS).doesNotHaveDuplicates();
            assertThat(IntStream.range(0, SUBSCRIPTIONS).mapToObj(multitude::payer))
                    .containsExactlyElementsOf(
                            stored.stream().map(SubscriptionOnChain::subscriber).toList());
            assertThat(stored).allMatch(one -> one.remainingExecutions().equals(Executions.limited(6)));
            assertThat(stored.stream().map(SubscriptionOnChain::nextChargeAt).distinct())
                    .hasSize(6);
            assertThat(stored.getLast().nextChargeAt().since(stored.getFirst().nextChargeAt()))
                    .isEqualTo(Duration.ofHours(10));
            assertThat(node.ask(TokenCalls.balanceOf(contracts.token(), multitude.payer(0))))
                    .isEqualTo(Multitude.times(6));
        }
    }
}
