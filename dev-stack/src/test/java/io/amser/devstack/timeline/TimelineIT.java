package io.amser.devstack.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TimelineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void goes_on_when_a_node_that_was_away_answers_again() {
        try (var chain = TestServers.freshChain(
                        ChainSettings.blockPerTransaction().surviving());
                var node = new Node(chain.http())) {
            var contracts = new DeployContracts(node).deploy();
            var people = Map.of(Account.merchant().address(), "the merchant");
            try (var _ = Timeline.start(
                    node, contracts.known(), people, contracts.startBlock(), moment -> told.add(moment.sentence()))) {
                awaitWord(sentence -> sentence.startsWith("the default fees"));

                chain.kill();
                chain.restart();
                new Merchant(Account.merchant(), node, contracts).deployModule();

                awaitWord(sentence -> sentence.startsWith("the merchant deploys a module"));
                assertThat(told).doesNotHaveDuplicates();
            }
        }
    }

    private void awaitWord(Predicate<String> word) {
        assertThat(Readiness.isReadyWithin(PATIENCE, () -> told.stream().anyMatch(word)))
                .as("told so far: %s", told)
                .isTrue();
    }
}
