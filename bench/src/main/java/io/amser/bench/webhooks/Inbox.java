package io.amser.bench.webhooks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The servers of all merchants, which take everything at once and keep it. */
final class Inbox implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final HttpServer server;
    private List<Letter> letters = new ArrayList<>();

    Inbox(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::take);
        server.listen(0, HOST).toCompletionStage().toCompletableFuture().join();
    }

    /** Where the endpoint of this merchant leads. */
    URI of(int merchant) {
        return URI.create("http://%s:%d/%d".formatted(HOST, server.actualPort(), merchant));
    }

    int port() {
        return server.actualPort();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            keep(new Letter(Objects.requireNonNull(request.path()), request.headers(), body));
            request.response().setStatusCode(204).end();
        });
    }

    private synchronized void keep(Letter letter) {
        letters.add(letter);
    }

    synchronized int size() {
        return letters.size();
    }

    /** All that has come since it was emptied last. */
    synchronized List<Letter> empty() {
        var all = letters;
        letters = new ArrayList<>();
        return all;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
