package io.amser.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Call;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;

/** The endpoint that the service is configured with, where a module's {@code isActive} and {@code isActiveAny} are known. */
final class RpcStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String BLOCK_HASH = "0x" + "b".repeat(64);

    private static final int SELECTOR = 2 + 8;
    private static final int WORD = 64;

    private final HttpServer server;
    private final Set<Integer> activePlans;
    private final Map<String, String> results;
    private volatile ChainTime block = TestChain.time();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private RpcStandIn(Set<Integer> activePlans, Map<String, String> results) throws IOException {
        this.activePlans = activePlans;
        this.results = results;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    static RpcStandIn whereActive(Integer... plans) throws IOException {
        return new RpcStandIn(Set.of(plans), Map.of());
    }

    /** In one block of this time, each call has its words. */
    static RpcStandIn in(ChainTime block, Map<Call<?>, List<Object>> answers) throws IOException {
        var results = new HashMap<String, String>();
        answers.forEach((call, words) -> results.put(call.to() + call.data(), RpcStandIn.words(words)));
        var standIn = new RpcStandIn(Set.of(), results);
        standIn.block = block;
        return standIn;
    }

    private static String words(List<Object> words) {
        return words.stream()
                .map(word -> switch (word) {
                    case Boolean flag -> flag ? BigInteger.ONE : BigInteger.ZERO;
                    case Number number -> new BigInteger(number.toString());
                    case TokenAmount amount -> amount.value();
                    case ChainTime time -> BigInteger.valueOf(time.seconds());
                    default -> new BigInteger(word.toString().substring(2), 16);
                })
                .map("%064x"::formatted)
                .collect(joining("", "0x", ""));
    }

    private static int port() {
        var url = ConfigProvider.getConfig().getValue("amser.chain.rpc-urls", String.class);
        return URI.create(url).getPort();
    }

    /** The call data of every question so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Answers a batch backwards, as JSON-RPC lets a node do. */
    private void answer(HttpExchange exchange) throws IOException {
        var answers = JSON.createArrayNode();
        for (var request : JSON.readTree(exchange.getRequestBody())) {
            answers.insertObject(0)
                    .put("jsonrpc", "2.0")
                    .put("id", request.path("id").asInt())
                    .set("result", JSON.valueToTree(result(request)));
        }
        var body = JSON.writeValueAsBytes(answers);
        // Whoever stands here next must not be asked over a connection to us.
        exchange.getResponseHeaders().add("Connection", "close");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Object result(JsonNode request) {
        return switch (request.path("method").asText()) {
            case "eth_chainId" -> "0x%x".formatted(TestChain.ID.value());
            case "eth_getBlockByNumber" ->
                Map.of("number", "0x2a", "hash", BLOCK_HASH, "timestamp", "0x%x".formatted(block.seconds()));
            default -> answer(request);
        };
    }

    private String answer(JsonNode request) {
        var data = request.at("/params/0/data").asText();
        asked.add(data);
        assertThat(request.at("/params/1/blockHash").asText()).isEqualTo(BLOCK_HASH);
        if (results.isEmpty()) {
            return "0x%064x".formatted(isActive(data) ? 1 : 0);
        }
        return results.getOrDefault(request.at("/params/0/to").asText() + data, "0x");
    }

    /** One plan id stands in the second word, a list of them behind its offset and length. */
    private boolean isActive(String data) {
        var words = IntStream.iterate(SELECTOR, at -> at < data.length(), at -> at + WORD)
                .mapToObj(at -> new BigInteger(data.substring(at, at + WORD), 16))
                .toList();
        return words.subList(words.size() == 2 ? 1 : 3, words.size()).stream()
                .map(BigInteger::intValue)
                .anyMatch(activePlans::contains);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
