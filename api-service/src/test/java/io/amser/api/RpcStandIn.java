package io.amser.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;

/** The endpoint that the service is configured with, where a module's {@code isActive} and {@code isActiveAny} are known. */
final class RpcStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SELECTOR = 2 + 8;
    private static final int WORD = 64;

    private final HttpServer server;
    private final Set<Integer> activePlans;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private RpcStandIn(Set<Integer> activePlans) throws IOException {
        this.activePlans = activePlans;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    static RpcStandIn whereActive(Integer... plans) throws IOException {
        return new RpcStandIn(Set.of(plans));
    }

    private static int port() {
        var url = ConfigProvider.getConfig().getValue("amser.chain.rpc-urls", String.class);
        return URI.create(url).getPort();
    }

    /** The call data of every question so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var answers = JSON.createArrayNode();
        for (var request : JSON.readTree(exchange.getRequestBody())) {
            answers.addObject()
                    .put("jsonrpc", "2.0")
                    .put("id", request.path("id").asInt())
                    .put("result", result(request));
        }
        var body = JSON.writeValueAsBytes(answers);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String result(JsonNode request) {
        if (request.path("method").asText().equals("eth_chainId")) {
            return "0x%x".formatted(TestChain.ID.value());
        }
        var data = request.at("/params/0/data").asText();
        asked.add(data);
        return "0x%064x".formatted(isActive(data) ? 1 : 0);
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
