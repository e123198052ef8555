package io.amser.servicetoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that has nothing but a guard and, behind it, the name of whoever came through. */
class ServiceGuardIT {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final TokenKey KEY = new TokenKey(Audience.WEBHOOK_SERVICE, "0123456789abcdef0123456789abcdef");
    private static final ServiceToken READER = ServiceToken.of(new Address("0x" + "1".repeat(40)), Scope.READ);
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static int port;
    private static int keylessPort;

    @BeforeAll
    static void serve() {
        port = serve(Optional.of(KEY));
        keylessPort = serve(Optional.empty());
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tells_who_asks() throws Exception {
        assertThat(get(port, "/v0/events", KEY.sign(READER, NOON)).body()).isEqualTo(READER.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v0",
                "/v0/events",
                "/v0//events",
                "/x/../v0/events",
                "/v0/%65vents",
                "/v0;x/events",
                "/anything"
            })
    void lets_nobody_through_without_a_token(String path) throws Exception {
        assertThat(get(port, path, "none").statusCode()).isEqualTo(401);
    }

    @Test
    void lets_nobody_through_without_a_key() throws Exception {
        assertThat(get(keylessPort, "/v0/events", KEY.sign(READER, NOON)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void lets_nobody_write_who_only_reads() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v0/webhooks"))
                .header("Authorization", "Bearer " + KEY.sign(READER, NOON))
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void leaves_alone_what_is_no_merchants() throws Exception {
        assertThat(get(port, "/q/health", "none").statusCode()).isEqualTo(204);
    }

    private static int serve(Optional<TokenKey> key) {
        var router = Router.router(VERTX);
        router.route().handler(new ServiceGuard(key, InstantSource.fixed(NOON)));
        router.route("/q/health")
                .handler(context -> context.response().setStatusCode(204).end());
        router.route().handler(context -> context.end(ServiceToken.of(context).toString()));
        return VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static HttpResponse<String> get(int port, String path, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
