package io.amser.bench.authcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.amser.bench.WrongResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadIT {

    private static final String RIGHT = "{\"authorized\":true,\"mode\":\"indexed\"}";
    private static final Duration STALL = Duration.ofMillis(300);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void who_waits_behind_a_stalled_answer_waits_too() {
        answer(RIGHT, true);

        try (var load = load(1)) {
            var delays = load.at(1_000, Duration.ofMillis(400), Duration.ZERO);

            assertThat(delays.count()).isEqualTo(400);
            assertThat(delays.millis(50))
                    .as("with 300 of 400 questions due meanwhile")
                    .isGreaterThan(90);
        }
    }

    @Test
    void counts_every_answer_once() {
        answer(RIGHT, false);

        try (var load = load(3)) {
            var rate = load.asFastAsPossible(Duration.ofMillis(200));

            assertThat(rate.count()).isEqualTo(asked.get()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void an_answer_that_is_not_right_ends_the_run() {
        answer("{\"authorized\":false}", false);

        try (var load = load(1)) {
            assertThatExceptionOfType(WrongResult.class)
                    .isThrownBy(() -> load.at(1_000, Duration.ofMillis(10), Duration.ZERO))
                    .withMessageContaining("{\"authorized\":false}");
        }
    }

    private void answer(String body, boolean firstStalls) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/v0/auth/check", exchange -> {
            if (asked.getAndIncrement() == 0 && firstStalls) {
                LockSupport.parkNanos(STALL.toNanos());
            }
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private Load load(int connections) {
        return new Load(server.getAddress(), new Checks(Population.of(10_000), 1), connections);
    }
}
