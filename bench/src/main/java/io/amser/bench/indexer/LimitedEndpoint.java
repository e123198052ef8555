package io.amser.bench.indexer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** A node far away that takes so many calls in any second, each call of a batch counted, and refuses what is more. */
final class LimitedEndpoint implements AutoCloseable {

    private static final Pattern CALL = Pattern.compile("\"method\"");
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long SECOND = 1_000_000_000;

    private final URI node;
    private final Duration delay;
    private final int callsPerSecond;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Deque<Long> taken = new ArrayDeque<>();
    private final AtomicLong refused = new AtomicLong();

    LimitedEndpoint(URI node, Duration delay, int callsPerSecond) {
        this.node = node;
        this.delay = delay;
        this.callsPerSecond = callsPerSecond;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** So many requests were refused. */
    long refused() {
        return refused.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var question = exchange.getRequestBody().readAllBytes();
            var calls = CALL.matcher(new String(question, StandardCharsets.UTF_8))
                    .results()
                    .count();
            Thread.sleep(delay);
            if (takes(calls, System.nanoTime())) {
                reply(exchange, OK, ask(question));
            } else {
                refused.incrementAndGet();
                reply(exchange, TOO_MANY_REQUESTS, new byte[0]);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean takes(long calls, long now) {
        while (!taken.isEmpty() && now - taken.peek() >= SECOND) {
            taken.remove();
        }
        if (taken.size() + calls > callsPerSecond) {
            return false;
        }
        for (var call = 0L; call < calls; call++) {
            taken.add(now);
        }
        return true;
    }

    private byte[] ask(byte[] question) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(node)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        http.close();
    }
}
