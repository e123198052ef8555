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
import io.amser.protocol.decoding.RawLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcChainTest {
    private static final String LOGGED = "0x" + "aa".repeat(32);
    private static final String REPLACED = "0x" + "bb".repeat(32);
    private static final BlockRange RANGE = BlockRange.of(16, 17);
    private static final String LOG = """
            {"address":"%s","topics":["%s"],"data":"0x","blockHash":"%s","blockNumber":"0x10",
              "transactionHash":"%s","logIndex":"0x0"}""".formatted("0x" + "cd".repeat(20), LOGGED, LOGGED, LOGGED);
    private static final String LOG_WITHOUT_TIME = "[" + LOG + "]";

    @Test
    void a_log_has_the_time_of_its_own_block() throws IOException {
        try (var node = node(block(LOGGED, 100));
                var chain = chain(node.url())) {
            assertThat(chain.logs(RANGE)).extracting(RawLog::blockTime).containsOnly(new ChainTime(100));
            assertThat(chain.read(RANGE).logs()).extracting(RawLog::blockTime).containsOnly(new ChainTime(100));
        }
    }

    @Test
    void a_block_that_the_node_has_forgotten_is_asked_for_again_later() throws IOException {
        for (var answer : List.of("null", block(REPLACED, 200))) {
            try (var node = node(answer);
                    var chain = chain(node.url())) {
                assertThatThrownBy(() -> chain.logs(RANGE)).isInstanceOf(ChainUnavailable.class);
            }
        }
    }

    @Test
    void the_time_of_a_block_that_is_known_is_not_asked_for() throws IOException {
        var known = new BlockHeader(
                new BlockNumber(16), new BlockHash(LOGGED), new BlockHash(REPLACED), new ChainTime(100));
        try (var node = node(block(LOGGED, 100));
                var chain = chain(node.url())) {
            assertThat(chain.logs(known)).extracting(RawLog::blockTime).containsOnly(new ChainTime(100));
            assertThat(node.asked()).containsExactly("eth_chainId", "eth_getLogs", "eth_getLogs", "eth_getBlockByHash");
        }
    }

    @Test
    void a_log_that_is_told_twice_is_one_log() throws IOException {
        try (var node = node(block(LOGGED, 100));
                var chain = chain(node.url())) {
            node.tell("eth_getLogs", "[" + LOG + "," + LOG + "]");

            assertThat(chain.read(RANGE).logs()).hasSize(1);
        }
    }

    @Test
    void an_answer_that_contradicts_itself_is_refused() throws IOException {
        var ofAnotherTx = LOG.replace("transactionHash\":\"" + LOGGED, "transactionHash\":\"" + REPLACED);
        var ofAnotherBlock = LOG.replace("blockHash\":\"" + LOGGED, "blockHash\":\"" + REPLACED);
        for (var contradiction : List.of(ofAnotherTx, ofAnotherBlock)) {
            try (var node = node(block(LOGGED, 100));
                    var chain = chain(node.url())) {
                node.tell("eth_getLogs", "[" + LOG + "," + contradiction + "]");

                assertThatThrownBy(() -> chain.read(RANGE)).hasMessageContaining("two logs at one place");
            }
        }
    }

    @Test
    void an_endpoint_of_another_chain_is_left_and_the_next_one_answers() throws IOException {
        try (var other = new NodeStandIn(Map.of("eth_chainId", "\"0x1\""));
                var ours = node(block(LOGGED, 100));
                var chain = chain(other.url(), ours.url())) {
            assertThat(chain.logs(RANGE)).hasSize(1);
            assertThat(chain.logs(RANGE)).hasSize(1);
            assertThat(other.asked()).containsExactly("eth_chainId");
        }
    }

    @Test
    void an_endpoint_that_serves_another_chain_after_an_outage_is_left() throws IOException {
        try (var node = node(block(LOGGED, 100));
                var chain = chain(node.url())) {
            assertThat(chain.logs(RANGE)).hasSize(1);
            node.forget("eth_getLogs");
            assertThatThrownBy(() -> chain.logs(RANGE)).isInstanceOf(ChainUnavailable.class);

            node.tell("eth_chainId", "\"0x1\"");
            node.tell("eth_getLogs", LOG_WITHOUT_TIME);
            assertThatThrownBy(() -> chain.logs(RANGE))
                    .isInstanceOf(ChainUnavailable.class)
                    .hasMessageContaining("serves chain 1, amser.chain.id says 5");
        }
    }

    @Test
    void the_service_ends_where_every_endpoint_is_of_another_chain() throws IOException {
        try (var one = new NodeStandIn(Map.of("eth_chainId", "\"0x1\""));
                var another = new NodeStandIn(Map.of("eth_chainId", "\"0x2\""));
                var chain = chain(one.url(), another.url())) {
            assertThatThrownBy(() -> chain.logs(RANGE))
                    .isInstanceOf(WrongChain.class)
                    .hasMessageContaining("serves chain 1, amser.chain.id says 5");
        }
    }

    @Test
    void the_same_question_goes_to_the_next_endpoint_when_one_fails() throws IOException {
        try (var failing = node(block(LOGGED, 100));
                var other = node(block(LOGGED, 100));
                var chain = chain(failing.url(), other.url())) {
            failing.forget("eth_getLogs");

            assertThat(chain.logs(RANGE)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void a_node_that_asks_to_be_asked_later_is_asked_again_and_more_slowly(int status) throws IOException {
        try (var node = node(block(LOGGED, 100));
                var chain = chain(node.url())) {
            node.refuse(2, status);

            assertThat(chain.logs(RANGE)).hasSize(1);
        }
    }

    @Test
    void a_range_that_is_too_wide_is_no_fault_of_the_node() throws IOException {
        try (var node = node(block(LOGGED, 100));
                var other = node(block(LOGGED, 100));
                var chain = chain(node.url(), other.url())) {
            node.refuse("eth_getLogs", "exceed maximum block range: 5000");

            assertThatThrownBy(() -> chain.read(RANGE))
                    .isInstanceOfSatisfying(
                            RangeTooLarge.class,
                            refusal -> assertThat(refusal.mostBlocks()).hasValue(5_000));
            assertThat(other.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 413, 500})
    void a_refusal_is_understood_whatever_its_http_status(int status) throws IOException {
        try (var node = node(block(LOGGED, 100));
                var chain = chain(node.url())) {
            node.refuse("eth_getLogs", "eth_getLogs is limited to a 10,000 range");
            node.refuseWithStatus(status);

            assertThatThrownBy(() -> chain.read(RANGE))
                    .isInstanceOfSatisfying(
                            RangeTooLarge.class,
                            refusal -> assertThat(refusal.mostBlocks()).hasValue(10_000));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 502, 504, 524})
    void less_is_asked_for_where_a_gateway_ends_the_answer(int status) throws IOException {
        try (var node = node(block(LOGGED, 100));
                var chain = chain(node.url())) {
            node.refuse("eth_getLogs", "whatever");
            node.refuseWithPage(status);

            assertThatThrownBy(() -> chain.read(RANGE))
                    .isInstanceOfSatisfying(
                            ChainUnavailable.class,
                            failure -> assertThat(failure.mayBeTooMuch()).isTrue());
        }
    }

    @Test
    void nothing_is_made_smaller_for_a_node_that_cannot_be_reached() throws IOException {
        URI gone;
        try (var node = node("null")) {
            gone = node.url();
        }
        try (var chain = chain(gone)) {
            assertThatThrownBy(() -> chain.read(RANGE))
                    .isInstanceOfSatisfying(
                            ChainUnavailable.class,
                            failure -> assertThat(failure.mayBeTooMuch()).isFalse());
        }
    }

    @Test
    void a_request_that_is_too_large_is_made_smaller() throws IOException {
        try (var node = node(block(LOGGED, 100));
                var chain = chain(node.url())) {
            node.takeAtMost(3);

            assertThat(chain.headers(BlockRange.of(0, 9))).hasSize(10);
        }
    }

    private static NodeStandIn nodeThatSaysOfFinality(String answer) throws IOException {
        return new NodeStandIn((method, parameters) -> switch (method) {
            case "eth_chainId" -> "\"0x5\"";
            default -> parameters.contains("latest") ? block(100, LOGGED, 100) : answer;
        });
    }

    @Test
    void finality_goes_by_depth_where_the_node_has_no_tags() throws IOException {
        for (var answer : List.of("null", "\"error\":{\"code\":-32602,\"message\":\"invalid argument 0\"}")) {
            try (var node = nodeThatSaysOfFinality(answer);
                    var chain = chain(node.url())) {
                assertThat(chain.view().finality().finalized()).isEqualTo(new BlockNumber(98));
            }
        }
    }

    @Test
    void finality_goes_by_depth_only_if_the_node_goes_on_to_refuse_tags() throws IOException {
        try (var node = nodeThatSaysOfFinality(
                        "\"error\":{\"code\":-39001,\"message\":\"finalized block not found\"}");
                var chain = chain(node.url())) {
            for (var look = 1; look < 10; look++) {
                assertThatThrownBy(chain::view).hasMessageContaining("finalized block not found");
            }
            assertThat(chain.view().finality().finalized()).isEqualTo(new BlockNumber(98));
        }
    }

    private static NodeStandIn node(String blockByHash) throws IOException {
        return new NodeStandIn(Map.of(
                "eth_chainId",
                "\"0x5\"",
                "eth_getLogs",
                LOG_WITHOUT_TIME,
                "eth_getBlockByNumber",
                block(17, REPLACED, 200),
                "eth_getBlockByHash",
                blockByHash));
    }

    private static String block(String hash, int time) {
        return block(16, hash, time);
    }

    private static String block(int number, String hash, int time) {
        return "{\"number\":\"0x%x\",\"hash\":\"%s\",\"parentHash\":\"%s\",\"timestamp\":\"0x%x\"}"
                .formatted(number, hash, LOGGED, time);
    }

    private static JsonRpcChain chain(URI... urls) {
        var address = new Address("0x" + "ee".repeat(20));
        return new JsonRpcChain(
                new RpcSettings(
                        new ChainId(5),
                        Arrays.asList(urls),
                        Duration.ofSeconds(5),
                        new FinalityRule(1, 2),
                        Duration.ofHours(1),
                        new Comparison(5, 3)),
                new LogFilters(address, List.of(address)),
                InstantSource.system(),
                new RpcMetrics(new SimpleMeterRegistry()));
    }
}
