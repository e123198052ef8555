package io.amser.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** Stands where the API expects a service behind it, and remembers what it was asked. */
final class ServiceBehind implements AutoCloseable {

    /** One request as it arrived. */
    record Asked(String method, String uri, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private final HttpServer server;
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile boolean hangs;
    private volatile boolean letsUsIn = true;
    private volatile String says = "{\"from\":\"behind\"}";

    private ServiceBehind(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    static ServiceBehind webhook() throws IOException {
        return at("amser.api.proxy.webhook.url");
    }

    static ServiceBehind discord() throws IOException {
        return at("amser.api.proxy.discord.url");
    }

    static ServiceBehind keeper() throws IOException {
        return at("amser.api.proxy.keeper.url");
    }

    private static ServiceBehind at(String setting) throws IOException {
        return new ServiceBehind(
                ConfigProvider.getConfig().getValue(setting, URI.class).getPort());
    }

    ServiceBehind answering(int status) {
        this.status = status;
        return this;
    }

    /** As a service that shares another key with somebody else. */
    ServiceBehind lettingNobodyIn() {
        status = 401;
        letsUsIn = false;
        return this;
    }

    ServiceBehind saying(String body) {
        says = body;
        return this;
    }

    /** Takes requests, and answers none of them. */
    ServiceBehind hanging() {
        hangs = true;
        return this;
    }

    Asked asked() throws InterruptedException {
        var request = asked.poll(20, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("Nothing has arrived");
        }
        return request;
    }

    boolean wasLeftAlone() {
        return asked.isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        if (hangs) {
            return;
        }
        var answer = says.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Set-Cookie", "sid=stolen");
        exchange.getResponseHeaders().add("X-Internal", "secret");
        if (!letsUsIn) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
        }
        exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
        // Whoever stands here next must not be asked over a connection to us.
        exchange.getResponseHeaders().add("Connection", "close");
        if (WITHOUT_BODY.contains(status)) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
