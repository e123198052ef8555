package io.amser.indexer.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A node that gives one answer to each method, whatever it is asked. */
final class NodeStandIn implements AutoCloseable {
    private static final Pattern CALL = Pattern.compile("\"id\":(\\d+),\"method\":\"(\\w+)\"");

    private final HttpServer server;
    private final Map<String, String> results;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    NodeStandIn(Map<String, String> results) throws IOException {
        this.results = new ConcurrentHashMap<>(results);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on it answers null to this method. */
    void forget(String method) {
        results.remove(method);
    }

    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var answers = CALL.matcher(body)
                    .results()
                    .map(call -> answer(call.group(1), call.group(2)))
                    .toList();
            var text = body.startsWith("[") ? "[" + String.join(",", answers) + "]" : answers.getFirst();
            var bytes = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String answer(String id, String method) {
        asked.add(method);
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + results.getOrDefault(method, "null") + "}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
