package io.amser.devstack.restless;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.decoding.RawLog;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sixteen blocks on top make a block final here. */
class RestlessChainIT {

    private static final InstantSource TIME = InstantSource.fixed(Instant.EPOCH);

    private ChainServer server;
    private Node node;
    private Traffic traffic;
    private RestlessChain chain;

    @BeforeEach
    void start() {
        server = TestServers.freshChain(ChainSettings.blockPerTransaction().withSlotsPerEpoch(8));
        node = new Node(server.http());
        traffic = new Traffic(node, new DeployContracts(node).deploy(), new Random(3));
        traffic.prepare();
        chain = new RestlessChain(server.http(), new Random(5), TIME);
        chain.mine(20);
        while (logsOfTheNewest(8).size() < 8) {
            chain.block(traffic.deeds(3));
            chain.pass(Duration.ofDays(1));
        }
    }

    @AfterEach
    void stop() {
        chain.close();
        node.close();
        server.close();
    }

    @Test
    void transactions_that_wait_are_evicted_and_the_fee_goes_up() {
        var waiting = chain.head();
        node.local(
                "eth_sendTransaction",
                List.of(Map.of(
                        "from",
                        Account.owner().address().value(),
                        "to",
                        Account.treasury().address().value())));

        assertThat(chain.evict(0)).isZero();
        assertThat(chain.evict(1)).isEqualTo(1);
        assertThat(chain.evict(1)).isZero();

        chain.baseFee(BigInteger.valueOf(300_000_000_000L));
        chain.mine(1);

        assertThat(chain.head()).isEqualTo(waiting + 1);
        assertThat(node.latestBlock().getTransactions()).isEmpty();
        assertThat(node.latestBlock().getBaseFeePerGas()).isEqualTo(300_000_000_000L);
    }

    @Test
    void blocks_that_come_back_are_the_same_ones() {
        var before = chain.newest();
        var logs = logsOfTheNewest(8);

        assertThat(chain.reorganise(6, 0)).isEqualTo(6);
        chain.mine(3);
        assertThat(node.latestBlock().getHash()).isNotEqualTo(before.value());
        assertThat(chain.bringBack()).contains(9);

        assertThat(chain.newest()).isEqualTo(before);
        assertThat(node.latestBlock().getHash()).isEqualTo(before.value());
        assertThat(logsOfTheNewest(8)).isEqualTo(logs);
        assertThat(chain.lives().hasStood(before)).isTrue();
        assertThat(chain.lives().removals(before, Instant.EPOCH)).isEqualTo(1);
    }

    @Test
    void transactions_may_stand_in_other_blocks_after_a_reorganisation() {
        var before = logsOfTheNewest(8).stream().map(RawLog::txHash).distinct().toList();

        chain.reorganise(8, 1);

        var after = logsOfTheNewest(8);
        assertThat(after.stream().map(RawLog::txHash).distinct()).containsExactlyElementsOf(before);
        assertThat(after)
                .allSatisfy(log ->
                        assertThat(chain.lives().hasStood(log.blockHash())).isTrue());
    }

    @Test
    void the_head_goes_down_and_nothing_that_was_final_is_touched() {
        chain.mine(20);
        long head = chain.head();

        assertThat(chain.shrink(10)).isEqualTo(10);
        assertThat(node.latestBlock().getNumber().longValueExact()).isEqualTo(head - 10);
        assertThat(chain.unsettled()).isEqualTo(6);
        assertThat(chain.reorganise(30, 0)).isEqualTo(6);
        assertThat(chain.shrink(30)).isEqualTo(6);
        assertThat(chain.shrink(30)).isZero();
    }

    private List<RawLog> logsOfTheNewest(int blocks) {
        var newest = node.latestBlock().getNumber().longValueExact();
        return LongStream.rangeClosed(newest - blocks + 1, newest)
                .boxed()
                .flatMap(number -> node.logs(number).stream())
                .toList();
    }
}
