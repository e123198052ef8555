package io.amser.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DelayingProxyIT {

    private static final Duration DELAY = Duration.ofMillis(20);
    private static final byte[] ANSWER = new byte[300_000];

    @Test
    void each_answer_comes_whole_and_later() throws IOException, InterruptedException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, ANSWER.length);
            try (var body = exchange.getResponseBody()) {
                body.write(ANSWER);
            }
        });
        server.start();
        var target = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var proxy = new DelayingProxy(target, DELAY);
                var client = HttpClient.newHttpClient()) {
            for (var question = 0; question < 3; question++) {
                long start = System.nanoTime();
                var answer = client.send(
                        HttpRequest.newBuilder(proxy.uri()).build(), HttpResponse.BodyHandlers.ofByteArray());

                assertThat(answer.body()).hasSize(ANSWER.length);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(DELAY);
            }
        } finally {
            server.stop(0);
        }
    }
}
