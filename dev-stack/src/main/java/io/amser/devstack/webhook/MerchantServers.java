package io.amser.devstack.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The servers of many merchants behind one loopback address, each in a mood of its own; who asks is not checked. */
public final class MerchantServers implements AutoCloseable {

    /** What was taken, when it was there as a whole. */
    public record Receipt(int server, String webhookId, String body, long nanoTime) {}

    private static final Duration SLOWNESS = Duration.ofSeconds(5);
    private static final int TAKEN = 204;
    private static final int FORBIDDEN = 403;
    private static final int FAULT = 500;
    private static final int ELSEWHERE = 302;
    private static final int NO_BODY = -1;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<Integer, Mood> moods = new ConcurrentHashMap<>();
    private final Consumer<Receipt> listener;

    private MerchantServers(HttpServer http, Consumer<Receipt> listener) {
        this.http = http;
        this.listener = listener;
    }

    /** All healthy. The listener hears of what is taken, in many threads, before whoever sent it hears that it was. */
    public static MerchantServers start(Consumer<Receipt> listener) {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
            var servers = new MerchantServers(http, listener);
            http.setExecutor(servers.threads);
            http.createContext("/", servers::answer);
            http.start();
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where an endpoint has to lead. */
    public URI uri(int server) {
        return URI.create("http://127.0.0.1:%d/%d".formatted(http.getAddress().getPort(), server));
    }

    public void set(int server, Mood mood) {
        moods.put(server, mood);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var arrivedAt = System.nanoTime();
            var server = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            var receipt = new Receipt(server, exchange.getRequestHeaders().getFirst("webhook-id"), body, arrivedAt);
            switch (moods.getOrDefault(server, Mood.HEALTHY)) {
                case HEALTHY -> take(exchange, receipt);
                case SLOW -> {
                    isClosingWithin(SLOWNESS);
                    take(exchange, receipt);
                }
                case FAILING_AT_RANDOM -> {
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        take(exchange, receipt);
                    } else {
                        exchange.sendResponseHeaders(FAULT, NO_BODY);
                    }
                }
                case REDIRECTING -> {
                    exchange.getResponseHeaders().set("Location", uri(server).toString());
                    exchange.sendResponseHeaders(ELSEWHERE, NO_BODY);
                }
                case HANGING -> isClosingWithin(Duration.ofDays(1));
                case DROPPING -> {}
                case REFUSING -> exchange.sendResponseHeaders(FORBIDDEN, NO_BODY);
            }
        }
    }

    private void take(HttpExchange exchange, Receipt receipt) throws IOException {
        listener.accept(receipt);
        exchange.sendResponseHeaders(TAKEN, NO_BODY);
    }

    private boolean isClosingWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
