package io.amser.indexer.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.RangeTooLarge;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.health.Comparison;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.decoding.Deployment;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.LogTopics;
import io.amser.protocol.decoding.UndecodableLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

class CompleteLogsTest {
    private static final String HASH = "0x" + "aa".repeat(32);
    private static final String CONTRACT = "0x" + "cd".repeat(20);
    private static final String DEPLOYED = "ModuleDeployed(address,uint256,address)";
    private static final KnownContracts KNOWN = KnownContracts.of(
            List.of(new Deployment(Address.ZERO, new Address(CONTRACT))), Address.ZERO, Address.ZERO, Address.ZERO);
    private static final BlockHeader BLOCK =
            new BlockHeader(new BlockNumber(16), new BlockHash(HASH), new BlockHash(HASH), new ChainTime(100));
    private static final BlockRange RANGE = BlockRange.of(16, 16);
    private static final String NOTHING = "00".repeat(256);
    private static final String ANYTHING = "ff".repeat(256);
    private static final String LOGS =
            """
            [{"address":"%s","topics":["%s"],"data":"0x","blockHash":"%s","blockNumber":"0x10",
              "transactionHash":"%s","logIndex":"0x0"}]""".formatted(CONTRACT, LogTopics.ofProtocol().getFirst(), HASH, HASH);
    private static final String RECEIPTS = "[{\"status\":\"0x1\",\"logs\":" + LOGS + "},{\"logs\":[]}]";

    private Instant now = Instant.EPOCH;

    private static NodeStandIn node(String bloom, String logs, Map<String, String> more) throws IOException {
        var block =
                "{\"number\":\"0x10\",\"hash\":\"%s\",\"parentHash\":\"%s\",\"timestamp\":\"0x64\",\"logsBloom\":\"0x%s\"}"
                        .formatted(HASH, HASH, bloom);
        var results = new HashMap<>(Map.of(
                "eth_chainId",
                "\"0x5\"",
                "eth_getLogs",
                logs,
                "eth_getBlockByNumber",
                block,
                "eth_getBlockByHash",
                block));
        results.putAll(more);
        return new NodeStandIn(results);
    }

    private JsonRpcChain chain(URI... urls) {
        var address = new Address("0x" + "ee".repeat(20));
        return new JsonRpcChain(
                new RpcSettings(
                        new ChainId(5),
                        List.of(urls),
                        Duration.ofSeconds(5),
                        new FinalityRule(1, 2),
                        Duration.ofHours(1),
                        new Comparison(5, 1_000)),
                new LogFilters(address, List.of(address)),
                () -> now,
                new RpcMetrics(new SimpleMeterRegistry()));
    }

    @Test
    void believes_that_there_are_no_logs_where_the_bloom_says_so() throws IOException {
        try (var node = node(NOTHING, "[]", Map.of());
                var chain = chain(node.url())) {
            assertThat(chain.logs(BLOCK)).isEmpty();
            assertThat(node.asked()).containsExactly("eth_chainId", "eth_getLogs", "eth_getLogs", "eth_getBlockByHash");
        }
    }

    @Test
    void takes_from_the_receipts_what_the_only_node_left_out() throws IOException {
        try (var node = node(ANYTHING, "[]", Map.of("eth_getBlockReceipts", RECEIPTS));
                var chain = chain(node.url())) {
            assertThat(chain.logs(BLOCK)).hasSize(1);
        }
    }

    @Test
    void believes_receipts_that_there_are_no_logs() throws IOException {
        try (var node = node(ANYTHING, "[]", Map.of("eth_getBlockReceipts", "[{\"logs\":[]}]"));
                var chain = chain(node.url())) {
            assertThat(chain.logs(BLOCK)).isEmpty();
        }
    }

    @Test
    void asks_an_only_node_without_receipts_once_more() throws IOException {
        try (var node = node(ANYTHING, "[]", Map.of());
                var chain = chain(node.url())) {
            assertThat(chain.logs(BLOCK)).isEmpty();
            assertThat(node.asked()).filteredOn("eth_getLogs"::equals).hasSize(4);
        }
    }

    @Test
    void a_plan_without_receipts_is_a_node_without_receipts() throws IOException {
        try (var node = node(ANYTHING, "[]", Map.of());
                var chain = chain(node.url())) {
            node.refuse("eth_getBlockReceipts", "not in your plan");
            node.refuseWithPage(403);

            assertThat(chain.logs(BLOCK)).isEmpty();
        }
    }

    @Test
    void takes_from_a_second_node_what_the_first_left_out() throws IOException {
        try (var silent = node(ANYTHING, "[]", Map.of());
                var honest = node(ANYTHING, LOGS, Map.of());
                var chain = chain(silent.url(), honest.url())) {
            assertThat(chain.logs(BLOCK)).isNotEmpty();
        }
        try (var silent = node(NOTHING, "[]", Map.of());
                var honest = node(NOTHING, LOGS, Map.of());
                var chain = chain(silent.url(), honest.url())) {
            assertThat(chain.read(RANGE).logs()).as("of a range").isNotEmpty();
        }
    }

    @Test
    void waits_for_a_second_node_that_does_not_answer() throws IOException {
        try (var silent = node(ANYTHING, "[]", Map.of());
                var away = node(ANYTHING, "null", Map.of());
                var chain = chain(silent.url(), away.url())) {
            assertThatThrownBy(() -> chain.logs(BLOCK)).isInstanceOf(ChainUnavailable.class);
            assertThatThrownBy(() -> chain.read(RANGE)).isInstanceOf(ChainUnavailable.class);
        }
    }

    @Test
    void asks_for_less_where_the_second_node_takes_no_range_so_wide() throws IOException {
        try (var silent = node(NOTHING, "[]", Map.of());
                var narrow = node(NOTHING, "[]", Map.of());
                var chain = chain(silent.url(), narrow.url())) {
            narrow.refuse("eth_getLogs", "eth_getLogs is limited to a 10 range");
            chain.header(BLOCK.number());

            assertThatThrownBy(() -> chain.read(RANGE)).isInstanceOf(RangeTooLarge.class);
        }
    }

    @Test
    void does_not_wait_for_ever_for_a_second_node_that_never_tells_logs() throws IOException {
        try (var archive = node(NOTHING, "[]", Map.of());
                var pruned = node(NOTHING, "[]", Map.of());
                var chain = chain(archive.url(), pruned.url())) {
            pruned.refuse("eth_getLogs", "pruned history unavailable");
            chain.header(BLOCK.number());
            for (var attempt = 1; attempt < 6; attempt++) {
                assertThatThrownBy(() -> chain.read(RANGE)).hasMessageContaining("pruned history unavailable");
                now = now.plusSeconds(60);
            }

            assertThat(chain.read(RANGE).logs()).isEmpty();
            assertThat(chain.logs(BLOCK)).isEmpty();
        }
    }

    @Test
    void receipts_stand_in_for_a_second_node_that_does_not_answer() throws IOException {
        try (var silent = node(ANYTHING, "[]", Map.of("eth_getBlockReceipts", RECEIPTS));
                var away = node(ANYTHING, "null", Map.of());
                var chain = chain(silent.url(), away.url())) {
            assertThat(chain.logs(BLOCK)).hasSize(1);
        }
    }

    @Test
    void does_not_go_by_blooms_on_a_chain_where_they_deny_what_is_there() throws IOException {
        try (var node = node(NOTHING, LOGS, Map.of("eth_getBlockReceipts", RECEIPTS));
                var chain = chain(node.url())) {
            assertThat(chain.logs(BLOCK)).isNotEmpty();
            node.tell("eth_getLogs", "[]");
            assertThat(chain.logs(BLOCK)).hasSize(1);
        }
    }

    @Test
    void looks_into_blocks_of_an_empty_range_where_there_is_one_node_alone() throws IOException {
        try (var node = new NodeStandIn((method, parameters) -> switch (method) {
                    case "eth_chainId" -> "\"0x5\"";
                    case "eth_getLogs" -> parameters.contains("blockHash") ? LOGS : "[]";
                    default ->
                        "{\"number\":\"0x10\",\"hash\":\"%s\",\"parentHash\":\"%s\",\"timestamp\":\"0x64\",\"logsBloom\":\"0x%s\"}"
                                .formatted(HASH, HASH, ANYTHING);
                });
                var chain = chain(node.url())) {
            assertThatThrownBy(() -> chain.read(RANGE))
                    .isInstanceOf(ChainUnavailable.class)
                    .hasMessageContaining("left out logs");
        }
    }

    @Test
    void refuses_logs_of_another_block_or_from_outside_of_a_range() throws IOException {
        var other = LOGS.replace(HASH, "0x" + "bb".repeat(32)).replace("0x10", "0x20");
        try (var node = node(ANYTHING, other, Map.of());
                var chain = chain(node.url())) {
            assertThatThrownBy(() -> chain.logs(BLOCK)).hasMessageContaining("another block");
            assertThatThrownBy(() -> chain.read(RANGE)).hasMessageContaining("outside of");
        }
    }

    private static String deployment(String data) {
        var topics =
                "\"" + Hash.sha3String(DEPLOYED) + "\",\"0x" + "00".repeat(31) + "07\",\"0x" + "00".repeat(32) + "\"";
        return """
                [{"address":"%s","topics":[%s],"data":"%s","blockHash":"%s","blockNumber":"0x10",
                  "transactionHash":"%s","logIndex":"0x0"}]""".formatted(CONTRACT, topics, data, HASH, HASH);
    }

    @Test
    void a_log_that_cannot_be_read_is_believed_only_if_two_nodes_tell_it_or_there_is_one() throws IOException {
        var whole = deployment("0x" + "00".repeat(12) + "ab".repeat(20));
        var cut = deployment("0x" + "00".repeat(12));
        try (var first = node(NOTHING, cut, Map.of());
                var second = node(NOTHING, whole, Map.of());
                var chain = chain(first.url(), second.url())) {
            var told = chain.logs(BLOCK);
            assertThatThrownBy(() -> chain.decode(told, KNOWN)).isInstanceOf(ChainUnavailable.class);
            assertThat(chain.decode(chain.logs(BLOCK), KNOWN).events())
                    .as("of the other node")
                    .hasSize(1);

            second.tell("eth_getLogs", cut);
            assertThatThrownBy(() -> chain.decode(told, KNOWN)).isInstanceOf(UndecodableLog.class);
        }
        try (var alone = node(NOTHING, cut, Map.of());
                var chain = chain(alone.url())) {
            assertThatThrownBy(() -> chain.decode(chain.logs(BLOCK), KNOWN)).isInstanceOf(UndecodableLog.class);
        }
    }
}
