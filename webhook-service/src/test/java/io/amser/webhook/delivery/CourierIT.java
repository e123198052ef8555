package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.egress.EgressPolicy;
import io.amser.webhook.egress.Routes;
import io.amser.webhook.egress.TargetUrl;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierIT {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofMillis(300);
    private static final String PASSWORD = "changeit";
    private static final InetAddress HOME = InetAddress.ofLiteral("127.0.0.1");
    private static final EgressPolicy HOME_ONLY = EgressPolicy.of(true, List.of("127.0.0.1/32"));

    private final Vertx vertx = Vertx.vertx();
    private final Queue<InetAddress> resolved = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void an_answer_is_kept_with_its_headers_and_its_body() {
        var port = server(request -> request.body()
                .onSuccess(body -> request.response()
                        .setStatusCode(202)
                        .putHeader("X-Seen", request.method() + " " + request.uri() + " " + request.getHeader("X-Sent"))
                        .end("got " + body)));

        var received = send(PATIENT, port);

        assertThat(received.answer()).isEqualTo(new Answer.Response(202, Optional.empty()));
        assertThat(received.headers()).containsEntry("X-Seen", "POST /hook?a=1 yes");
        assertThat(received.body().toString()).isEqualTo("got {}");
    }

    @Test
    void an_address_of_ipv6_stands_in_brackets_where_the_host_is_named() {
        var hosts = new ConcurrentLinkedQueue<String>();
        var server = vertx.createHttpServer().requestHandler(request -> {
            hosts.add(request.getHeader("Host"));
            request.response().end();
        });
        var port = await(server.listen(0, "::1")).actualPort();
        var policy = EgressPolicy.of(true, List.of("::1/128"));
        var routes = new Routes(_ -> Future.failedFuture("An address needs no look-up"), policy);

        var received = send(courier(routes, PATIENT, new HttpClientOptions()), url(false, "::1", port));

        assertThat(received.answer()).isEqualTo(new Answer.Response(200, Optional.empty()));
        assertThat(hosts).containsExactly("[::1]:" + port);
    }

    @Test
    void a_redirect_is_an_answer_and_never_followed() {
        var visits = new AtomicInteger();
        var inside = server(request -> {
            visits.incrementAndGet();
            request.response().end();
        });
        var port = server(request -> request.response()
                .setStatusCode(307)
                .putHeader("Location", "http://127.0.0.1:" + inside + "/latest/meta-data/")
                .end());

        assertThat(send(PATIENT, port).answer()).isEqualTo(new Answer.Response(307, Optional.empty()));
        assertThat(visits).hasValue(0);
    }

    @Test
    void a_kept_connection_that_the_server_closes_at_that_moment_costs_no_attempt() {
        var port = closingServer(1);
        var courier = courier(PATIENT);
        var url = url(false, "127.0.0.1", port);

        for (var delivery = 0; delivery < 3; delivery++) {
            assertThat(send(courier, url).answer()).isEqualTo(new Answer.Response(204, Optional.empty()));
        }
    }

    @Test
    void a_server_that_always_closes_is_asked_once() {
        var visits = new AtomicInteger();
        var port = server(request -> {
            visits.incrementAndGet();
            request.connection().close();
        });

        assertThat(send(PATIENT, port).answer()).isEqualTo(new Answer.NoResponse(Fault.UNREACHABLE));
        assertThat(visits).hasValue(1);
    }

    @Test
    void an_endless_body_is_cut_and_the_answer_counts() {
        var cut = Promise.<Void>promise();
        var port = server(request -> {
            request.response().closeHandler(cut::complete);
            pour(request.response().setChunked(true));
        });

        var received = send(PATIENT, port);

        await(cut.future());

        assertThat(received.answer()).isEqualTo(new Answer.Response(200, Optional.empty()));
        assertThat(received.body().length()).isEqualTo(Exchange.MOST_BODY);
    }

    @Test
    void a_body_that_drips_ends_with_the_one_deadline() {
        var port = server(request -> {
            var response = request.response().setChunked(true);
            response.write("a");
            vertx.setPeriodic(50, timer -> response.write("a").onFailure(_ -> vertx.cancelTimer(timer)));
        });

        assertThat(send(IMPATIENT, port).answer()).isEqualTo(new Answer.NoResponse(Fault.TIMED_OUT));
    }

    @Test
    void an_endpoint_that_never_answers_ends_with_the_deadline() {
        assertThat(send(IMPATIENT, server(_ -> {})).answer()).isEqualTo(new Answer.NoResponse(Fault.TIMED_OUT));
    }

    @Test
    void endpoints_that_hang_leave_connections_for_others_at_the_same_host() {
        var hanging = new AtomicInteger();
        var port = server(request -> {
            if (hanging.getAndIncrement() >= 200) {
                request.response().setStatusCode(204).end();
            }
        });
        var courier = courier(PATIENT);
        for (var i = 0; i < 200; i++) {
            courier.send(parcel(url(false, "127.0.0.1", port)));
        }
        await(Future.future(promise -> vertx.setPeriodic(10, timer -> {
            if (hanging.get() == 200) {
                vertx.cancelTimer(timer);
                promise.complete();
            }
        })));

        var received = send(courier, url(false, "127.0.0.1", port));

        assertThat(received.answer()).isEqualTo(new Answer.Response(204, Optional.empty()));
    }

    @Test
    void a_name_that_nobody_answers_for_ends_with_the_deadline() {
        var routes = new Routes(_ -> Future.future(_ -> {}), HOME_ONLY);

        assertThat(send(courier(routes, IMPATIENT, new HttpClientOptions()), url(false, "hooks.shop.com", 80))
                        .answer())
                .isEqualTo(new Answer.NoResponse(Fault.TIMED_OUT));
    }

    @Test
    void a_closed_door_is_said_to_be_one() {
        var server = await(vertx.createHttpServer().requestHandler(_ -> {}).listen(0, "127.0.0.1"));
        await(server.close());

        assertThat(send(PATIENT, server.actualPort()).answer()).isEqualTo(new Answer.NoResponse(Fault.UNREACHABLE));
    }

    @Test
    void whoever_speaks_another_language_is_no_endpoint() {
        var server = await(vertx.createNetServer()
                .connectHandler(socket -> socket.handler(_ -> socket.write("SSH-2.0-OpenSSH_9.6\r\n\r\n")))
                .listen(0, "127.0.0.1"));

        assertThat(send(PATIENT, server.actualPort()).answer()).isInstanceOf(Answer.NoResponse.class);
    }

    @Test
    void a_connection_is_used_again() {
        var connections = new AtomicInteger();
        var port = server(
                server().connectionHandler(_ -> connections.incrementAndGet()),
                request -> request.response().end());
        var courier = courier(PATIENT);

        for (var i = 0; i < 3; i++) {
            send(courier, url(false, "127.0.0.1", port));
        }

        assertThat(connections).hasValue(1);
    }

    @Test
    void the_connection_goes_to_the_address_that_was_judged_under_the_name_that_was_asked_for() {
        var hosts = new ConcurrentLinkedQueue<String>();
        var port = server(request -> {
            hosts.add(String.valueOf(request.authority()));
            request.response().end();
        });
        resolved.add(HOME);

        var received = send(courier(PATIENT), url(false, "hooks.shop.invalid", port));

        assertThat(received.answer()).isEqualTo(new Answer.Response(200, Optional.empty()));
        assertThat(hosts).containsExactly("hooks.shop.invalid:" + port);
        assertThat(resolved).isEmpty();
    }

    @Test
    void a_name_that_turns_inward_between_two_attempts_gets_nothing() {
        var visits = new AtomicInteger();
        var port = server(request -> {
            visits.incrementAndGet();
            request.response().end();
        });
        var courier = courier(PATIENT);
        resolved.add(HOME);
        resolved.add(InetAddress.ofLiteral("127.0.0.2"));

        send(courier, url(false, "hooks.shop.invalid", port));
        var second = send(courier, url(false, "hooks.shop.invalid", port));

        assertThat(second.answer()).isEqualTo(new Answer.NoResponse(Fault.FORBIDDEN_ADDRESS));
        assertThat(visits).hasValue(1);
    }

    @Test
    void http_2_is_spoken_where_the_endpoint_can_and_the_certificate_is_checked_for_the_name(@TempDir Path folder)
            throws IOException, InterruptedException {
        var certificate = certificate(folder, "hooks.shop.invalid");
        var versions = new ConcurrentLinkedQueue<HttpVersion>();
        var port = server(
                vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate)),
                request -> {
                    versions.add(request.version());
                    request.response().end();
                });
        var courier = courier(
                new Routes(_ -> Future.succeededFuture(List.of(HOME)), HOME_ONLY),
                PATIENT,
                new HttpClientOptions().setTrustOptions(certificate));

        assertThat(send(courier, url(true, "hooks.shop.invalid", port)).answer())
                .isEqualTo(new Answer.Response(200, Optional.empty()));
        assertThat(versions).containsExactly(HttpVersion.HTTP_2);
        assertThat(send(courier, url(true, "other.shop.invalid", port)).answer())
                .isEqualTo(new Answer.NoResponse(Fault.TLS));
    }

    private static PfxOptions certificate(Path folder, String name) throws IOException, InterruptedException {
        var file = folder.resolve("key.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(made).isZero();
        return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
    }

    private static void pour(HttpServerResponse response) {
        response.write(Buffer.buffer(new byte[8192])).onSuccess(_ -> pour(response));
    }

    private HttpServer server() {
        return vertx.createHttpServer();
    }

    /** Answers so many requests of a connection, and closes it at the next one. */
    private int closingServer(int answers) {
        var answered = new ConcurrentHashMap<HttpConnection, Integer>();
        return server(request -> {
            if (answered.merge(request.connection(), 1, Integer::sum) > answers) {
                request.connection().close();
            } else {
                request.response().setStatusCode(204).end();
            }
        });
    }

    private int server(Handler<HttpServerRequest> handler) {
        return server(server(), handler);
    }

    private static int server(HttpServer server, Handler<HttpServerRequest> handler) {
        return await(server.requestHandler(handler).listen(0, "127.0.0.1")).actualPort();
    }

    private Courier courier(Duration deadline) {
        return courier(
                new Routes(_ -> Future.succeededFuture(List.of(resolved.remove())), HOME_ONLY),
                deadline,
                new HttpClientOptions());
    }

    private Courier courier(Routes routes, Duration deadline, HttpClientOptions trust) {
        return new Courier(vertx, routes, InstantSource.system(), deadline, trust);
    }

    private Received send(Duration deadline, int port) {
        return send(courier(deadline), url(false, "127.0.0.1", port));
    }

    private static Received send(Courier courier, TargetUrl url) {
        return await(courier.send(parcel(url)));
    }

    private static Parcel parcel(TargetUrl url) {
        return new Parcel(url, Map.of("X-Sent", "yes"), Buffer.buffer("{}"));
    }

    private static TargetUrl url(boolean encrypted, String host, int port) {
        return new TargetUrl(encrypted, host, port, "/hook?a=1");
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
