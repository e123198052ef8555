package io.amser.keeper.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody believes one node alone about height and time, where another can be asked. */
@Timeout(20)
class NewestBlockTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ChainTime NOW = new ChainTime(1_800_000_000);
    private static final OwnTime OWN = new OwnTime(NOW, Duration.ofMinutes(5));
    private static final Block OLD = block(40, "0a", NOW.minus(Duration.ofHours(1)));
    private static final Block FIRST = block(99, "01", NOW.minus(Duration.ofSeconds(12)));
    private static final Block SECOND = block(100, "02", NOW);
    private static final Block INVENTED = block(1_000_000, "0b", NOW.plus(Duration.ofDays(365_000)));
    private static final Block TOO_HIGH = block(1_000_000, "0c", NOW);

    private final List<URI> nodes = new ArrayList<>();
    private OwnTime own = OWN;
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void the_furthest_is_believed_that_a_second_node_has() {
        node(FIRST, FIRST, SECOND);
        node(SECOND, FIRST, SECOND);

        assertThat(head()).isEqualTo(SECOND);
    }

    @Test
    void one_that_nobody_else_has_yet_waits() {
        node(FIRST, FIRST);
        node(SECOND, FIRST, SECOND);

        assertThat(head()).isEqualTo(FIRST);
    }

    @Test
    void a_node_that_invents_a_time_is_left_alone() {
        node(INVENTED, INVENTED);
        node(SECOND, FIRST, SECOND);

        assertThat(head()).isEqualTo(SECOND);
    }

    @Test
    void a_node_that_invents_a_time_is_not_believed_though_it_is_the_only_one_that_answers() {
        node(INVENTED, INVENTED);

        assertThatThrownBy(this::head).isInstanceOf(ChainUnreachable.class).hasMessageContaining("tells 1000000 of");
    }

    @Test
    void a_node_that_invents_a_height_is_left_alone() {
        node(TOO_HIGH, TOO_HIGH);
        node(FIRST, FIRST, SECOND);
        node(SECOND, FIRST, SECOND);

        assertThat(head()).isEqualTo(SECOND);
    }

    /** Its own word is no measure for how far the others are behind. */
    @Test
    void a_node_that_tells_a_time_a_little_ahead_is_left_alone_by_two_who_agree() {
        var early = block(1_000_000, "0e", NOW.plus(Duration.ofMinutes(4)));
        node(early, early);
        node(FIRST, FIRST, SECOND);
        node(SECOND, FIRST, SECOND);

        assertThat(head()).isEqualTo(SECOND);
    }

    @Test
    void two_who_agree_are_believed_while_the_chain_stands_still() {
        own = new OwnTime(NOW.plus(Duration.ofMinutes(3)), Duration.ofMinutes(5));
        var alone = block(1_000_000, "0f", own.now());
        node(alone, alone);
        node(FIRST, FIRST, SECOND);
        node(SECOND, FIRST, SECOND);

        assertThat(head()).isEqualTo(SECOND);
    }

    @Test
    void one_that_is_half_a_minute_behind_pulls_nobody_back() {
        var behind = block(98, "10", NOW.minus(Duration.ofSeconds(30)));
        node(behind, behind);
        node(SECOND, behind, FIRST, SECOND);

        assertThat(head()).isEqualTo(SECOND);
    }

    @Test
    void two_nodes_that_contradict_each_other_are_both_not_believed() {
        node(TOO_HIGH, TOO_HIGH);
        node(SECOND, FIRST, SECOND);

        assertThatThrownBy(this::head).isInstanceOf(ChainUnreachable.class);
    }

    @Test
    void the_hash_of_a_block_that_all_have_lends_a_wrong_time_nothing() {
        node(new Block(SECOND.number(), SECOND.hash(), INVENTED.time()));
        node(SECOND, FIRST, SECOND);

        assertThat(head()).isEqualTo(SECOND);
    }

    @Test
    void one_that_lags_by_far_has_nothing_to_say() {
        node(OLD, OLD);
        node(SECOND, OLD, FIRST, SECOND);

        assertThat(head()).isEqualTo(SECOND);
    }

    @Test
    void two_who_agree_are_believed_whatever_the_time() {
        node(INVENTED, INVENTED);
        node(INVENTED, INVENTED);

        assertThat(head()).isEqualTo(INVENTED);
    }

    @Test
    void a_time_of_no_kind_is_as_good_as_no_answer() {
        node(Map.of("hash", hash("0d"), "number", "0x1", "timestamp", "0xffffffffffffffffffff"));
        node(SECOND, FIRST, SECOND);

        assertThat(head()).isEqualTo(SECOND);
    }

    @Test
    void our_own_time_is_the_clock_or_the_log_whichever_is_ahead() {
        var now = Instant.ofEpochSecond(1_000_000);
        var ahead = new ChainTime(9_000_000);

        assertThat(OwnClock.of(now, Optional.empty(), Optional.empty())).isEqualTo(new ChainTime(1_000_000));
        assertThat(OwnClock.of(now, Optional.of(ahead), Optional.of(now.minusSeconds(60))))
                .isEqualTo(new ChainTime(9_000_060));
        assertThat(OwnClock.of(now, Optional.of(new ChainTime(5)), Optional.of(now)))
                .isEqualTo(new ChainTime(1_000_000));
    }

    private Block head() {
        return new RpcChain(new Nodes(nodes), Address.ZERO, () -> own).head().block();
    }

    private void node(Block newest, Block... known) {
        node(shown(newest), known);
    }

    private void node(Map<String, String> newest, Block... known) {
        var path = "/" + nodes.size();
        server.createContext(path, exchange -> answer(exchange, newest, List.of(known)));
        nodes.add(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private static void answer(HttpExchange exchange, Map<String, String> newest, List<Block> known)
            throws IOException {
        try (exchange) {
            var answers = new ArrayList<Map<String, Object>>();
            for (var call : JSON.readTree(exchange.getRequestBody())) {
                var id = call.path("id").asInt();
                result(call, newest, known)
                        .ifPresentOrElse(
                                result -> answers.add(Map.of("id", id, "result", result)),
                                () -> answers.add(Map.of("id", id)));
            }
            var body = JSON.writeValueAsBytes(answers);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Optional<Object> result(JsonNode call, Map<String, String> newest, List<Block> known) {
        return switch (call.path("method").asText()) {
            case "eth_chainId" -> Optional.of("0x7");
            case "eth_maxPriorityFeePerGas" -> Optional.of("0x1");
            case "eth_getBlockByNumber" ->
                call.at("/params/0").asText().equals("latest") ? Optional.of(newest) : Optional.empty();
            case "eth_getBlockByHash" ->
                known.stream()
                        .filter(block ->
                                block.hash().value().equals(call.at("/params/0").asText()))
                        .map(block -> (Object) shown(block))
                        .findFirst();
            default -> throw new IllegalArgumentException(call.toString());
        };
    }

    private static Map<String, String> shown(Block block) {
        return Map.of(
                "hash", block.hash().value(),
                "number", Quantities.hex(block.number().value()),
                "timestamp", Quantities.hex(block.time().seconds()),
                "baseFeePerGas", "0x1");
    }

    private static Block block(long number, String mark, ChainTime time) {
        return new Block(new BlockNumber(number), new BlockHash(hash(mark)), time);
    }

    private static String hash(String mark) {
        return "0x" + mark.repeat(32);
    }

    private record Nodes(List<URI> rpcUrls) implements ChainConfig {
        @Override
        public long id() {
            return 7;
        }

        @Override
        public Duration rpcTimeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration longestLead() {
            return Duration.ofMinutes(5);
        }

        @Override
        public long finalDepth() {
            return 64;
        }
    }
}
