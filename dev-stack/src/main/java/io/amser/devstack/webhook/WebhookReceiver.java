package io.amser.devstack.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's server on the loopback address: takes what its secret has signed, refuses the rest, and tells of both. */
public final class WebhookReceiver implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BODY = 1_000_000;
    private static final int TAKEN = 204;
    private static final int REFUSED = 400;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final Consumer<Arrival> listener;
    private final Set<String> known = new HashSet<>();
    private volatile @Nullable SignatureCheck check;

    private WebhookReceiver(HttpServer server, Consumer<Arrival> listener) {
        this.server = server;
        this.listener = listener;
    }

    /** Takes one request after the other, and tells the listener before it answers. */
    public static WebhookReceiver start(Consumer<Arrival> listener) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var receiver = new WebhookReceiver(server, listener);
            server.createContext("/", receiver::receive);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where an endpoint has to lead. */
    public URI uri() {
        return URI.create(
                "http://127.0.0.1:%d/webhooks".formatted(server.getAddress().getPort()));
    }

    /** What the endpoint's secret has signed is taken from now on, and nothing else. */
    public void trust(String secret) {
        check = new SignatureCheck(secret);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var arrival = arrival(exchange, exchange.getRequestBody().readNBytes(LARGEST_BODY));
            listener.accept(arrival);
            exchange.sendResponseHeaders(arrival instanceof Arrival.Taken ? TAKEN : REFUSED, NO_BODY);
        }
    }

    private Arrival arrival(HttpExchange exchange, byte[] body) {
        var headers = exchange.getRequestHeaders();
        return fault(headers::getFirst, body).<Arrival>map(Arrival.Refused::new).orElseGet(() -> {
            var id = headers.getFirst("webhook-id");
            return new Arrival.Taken(id, JSON.readTree(body), new String(body, StandardCharsets.UTF_8), !known.add(id));
        });
    }

    private Optional<String> fault(Function<String, @Nullable String> header, byte[] body) {
        var trusted = check;
        return trusted == null ? Optional.of("no secret is known yet") : trusted.fault(header, body, Instant.now());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
