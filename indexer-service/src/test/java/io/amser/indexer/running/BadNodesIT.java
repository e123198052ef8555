package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.rpc.Fault;
import io.amser.devstack.rpc.HostileNode;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.TokenAmount;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An indexer that reads a real chain through two nodes, of which one misbehaves in every way. */
class BadNodesIT {
    private LocalChain local;
    private ChainServer foreign;
    private HostileNode bad;

    @BeforeEach
    void deploy() throws IOException {
        local = new LocalChain(ChainSettings.blockPerTransaction().withSlotsPerEpoch(2));
        foreign = TestServers.freshChain(ChainSettings.blockPerTransaction());
        foreign.call("anvil_mine", "[\"0x100\"]");
        bad = HostileNode.before(local.rpc(), 1);
    }

    @AfterEach
    void end() {
        local.close();
        bad.close();
        foreign.close();
    }

    private Stream<Fault> faults() {
        return Stream.of(
                new Fault.EmptyLogs(),
                new Fault.StaleLatest(1),
                new Fault.LagBehind(30),
                new Fault.ForkOff(foreign.http()),
                new Fault.TooManyRequests(Optional.of(Duration.ZERO)),
                new Fault.ServerError(502),
                new Fault.DropConnection(),
                new Fault.WrongChainId(1),
                new Fault.TruncatedJson(),
                new Fault.MalformedJson(),
                new Fault.CutOff());
    }

    @Test
    void one_node_of_two_that_misbehaves_neither_stops_nor_fools_the_indexer() {
        local.merchant(0).deployModule();
        local.start(local.chain(List.of(bad.uri(), local.rpc())));
        faults().forEach(fault -> {
            bad.begin(fault);
            plan();
            local.awaitIndexed();
            plan();
            local.awaitIndexed();
            bad.end(fault);
        });

        local.assertLogIsChain();
        assertThat(local.log().records()).noneMatch(PublishedEvent::retracted);
    }

    @Test
    void a_node_alone_that_forgets_logs_of_its_blocks_is_found_out() {
        local.merchant(0).deployModule();
        local.start(local.chain(List.of(bad.uri())));
        local.awaitIndexed();
        bad.begin(new Fault.EmptyLogs());
        plan();
        local.awaitIndexed();

        local.assertLogIsChain();
    }

    private void plan() {
        local.merchant(0).createPlan("Pro", TokenAmount.of(10_000_000), Duration.ofDays(30), Duration.ofDays(3));
    }
}
