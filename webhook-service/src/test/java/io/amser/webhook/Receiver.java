package io.amser.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A merchant's server, which takes whatever comes. */
final class Receiver implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final HttpServer server;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    /** One request as it arrived. */
    record Request(HttpExchange exchange, Buffer body) {
        @Nullable
        String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The next one that arrives. */
    Request next() {
        try {
            var request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(request).as("something that arrives").isNotNull();
            return request;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        var thanks = "thanks".getBytes(StandardCharsets.UTF_8);
        requests.add(
                new Request(exchange, Buffer.buffer(exchange.getRequestBody().readAllBytes())));
        exchange.sendResponseHeaders(200, thanks.length);
        exchange.getResponseBody().write(thanks);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
