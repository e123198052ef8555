package io.amser.bench.webhooks;

import io.amser.bench.figure.Rate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The peer: a client that posts letters from memory, over connections that stay open, and does nothing else. */
final class BarePoster {

    /** As many as the service has under way for one endpoint at most. */
    private static final int IN_FLIGHT = 64;

    private final HttpClient http;
    private final int port;
    private final List<Letter> letters;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;

    private BarePoster(HttpClient http, int port, List<Letter> letters) {
        this.http = http;
        this.port = port;
        this.letters = letters;
        this.open = new CountDownLatch(letters.size());
    }

    static Rate post(Vertx vertx, int port, List<Letter> letters) {
        var http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(IN_FLIGHT));
        try {
            var poster = new BarePoster(http, port, letters);
            return Rate.of(poster::postAll);
        } finally {
            http.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private long postAll() {
        for (var i = 0; i < IN_FLIGHT; i++) {
            postNext();
        }
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while posting", e);
        }
        return letters.size();
    }

    private void postNext() {
        var number = next.getAndIncrement();
        if (number < letters.size()) {
            post(letters.get(number));
        }
    }

    private void post(Letter letter) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(letter.path())
                .setHeaders(letter.headers());
        http.request(options).compose(request -> sent(request, letter)).onComplete(_ -> {
            open.countDown();
            postNext();
        });
    }

    private static Future<?> sent(HttpClientRequest request, Letter letter) {
        return request.send(letter.body()).compose(response -> response.end());
    }
}
