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
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/** A node that answers each call as a test wants it to. */
final class NodeStandIn implements AutoCloseable {
    private static final Pattern CALL = Pattern.compile("\"id\":(\\d+),\"method\":\"(\\w+)\",\"params\":(\\[.*?])}");

    private static final String REFUSAL = "\"error\":";

    private final HttpServer server;
    private final BinaryOperator<String> results;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int refusal;
    private volatile int statusOfRefusals = 200;
    private volatile String page = "";
    private volatile int mostCalls = Integer.MAX_VALUE;

    /** Gives one result to each method, whatever its parameters. */
    NodeStandIn(Map<String, String> results) throws IOException {
        this((method, _) -> results.getOrDefault(method, "null"));
    }

    /** Gives the results that this function makes of method and parameters. */
    NodeStandIn(BinaryOperator<String> results) throws IOException {
        this.results = results;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on it answers null to this method. */
    void forget(String method) {
        tell(method, "null");
    }

    /** From now on it gives this result to this method. */
    void tell(String method, String result) {
        told.put(method, result);
    }

    /** From now on it refuses this method with these words. */
    void refuse(String method, String message) {
        tell(method, REFUSAL + "{\"code\":-32000,\"message\":\"" + message + "\"}");
    }

    /** Requests of which a call is refused come back with this HTTP status from now on. */
    void refuseWithStatus(int httpStatus) {
        statusOfRefusals = httpStatus;
    }

    /** As a gateway before the node: instead of its refusals there is a page that is no JSON. */
    void refuseWithPage(int httpStatus) {
        refuseWithStatus(httpStatus);
        page = "<html>no</html>";
    }

    /** So many requests are answered with this HTTP status, and with "Retry-After: 0". */
    void refuse(int requests, int httpStatus) {
        refusal = httpStatus;
        refusals.set(requests);
    }

    /** Requests with more calls are refused. */
    void takeAtMost(int calls) {
        mostCalls = calls;
    }

    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (refusals.getAndDecrement() > 0) {
                exchange.getResponseHeaders().add("Retry-After", "0");
                exchange.sendResponseHeaders(refusal, -1);
                return;
            }
            var answer = answer(body);
            var isRefused = answer.contains(REFUSAL);
            var bytes = (isRefused && !page.isEmpty() ? page : answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(isRefused ? statusOfRefusals : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String answer(String body) {
        var answers = CALL.matcher(body)
                .results()
                .map(call -> answer(call.group(1), call.group(2), call.group(3)))
                .toList();
        if (answers.size() > mostCalls) {
            return "{\"id\":null,\"error\":{\"code\":31,\"message\":\"Batch of more than " + mostCalls
                    + " requests are not allowed\"}}";
        }
        return body.startsWith("[") ? "[" + String.join(",", answers) + "]" : answers.getFirst();
    }

    private String answer(String id, String method, String parameters) {
        asked.add(method);
        var result = told.containsKey(method) ? told.get(method) : results.apply(method, parameters);
        var answer = result.startsWith(REFUSAL) ? result : "\"result\":" + result;
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + answer + "}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
