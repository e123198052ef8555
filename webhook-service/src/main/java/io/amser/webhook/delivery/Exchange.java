package io.amser.webhook.delivery;

import io.amser.webhook.egress.Route;
import io.amser.webhook.egress.Routes;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and its response, within one deadline and one limit; all of it runs on one event loop. */
final class Exchange {
    /** What is kept of a response's body; the rest is not even read. */
    static final int MOST_BODY = 4096;

    private final Vertx vertx;
    private final HttpClient http;
    private final Routes routes;
    private final InstantSource time;
    private final Parcel parcel;
    private final Instant startedAt;
    private final Promise<Received> result = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;

    Exchange(Vertx vertx, HttpClient http, Routes routes, InstantSource time, Parcel parcel) {
        this.vertx = vertx;
        this.http = http;
        this.routes = routes;
        this.time = time;
        this.parcel = parcel;
        this.startedAt = time.instant();
    }

    Future<Received> run(Duration deadline) {
        vertx.getOrCreateContext().runOnContext(_ -> {
            var timer = vertx.setTimer(deadline.toMillis(), _ -> giveUp());
            result.future().onComplete(_ -> vertx.cancelTimer(timer));
            routes.to(parcel.url()).onSuccess(this::go).onFailure(this::fail);
        });
        return result.future();
    }

    private void go(Route route) {
        switch (route) {
            case Route.Nowhere _ -> end(new Answer.NoResponse(Fault.FORBIDDEN_ADDRESS));
            case Route.To(var address) ->
                http.request(options(address)).onSuccess(this::send).onFailure(this::fail);
        }
    }

    /** The name is for the certificate and the Host header alone: the connection goes to the address that was judged. */
    private RequestOptions options(InetAddress address) {
        var url = parcel.url();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setHost(url.host())
                .setPort(url.port())
                .setURI(url.path())
                .setSsl(url.encrypted())
                .setFollowRedirects(false);
        parcel.headers().forEach(options::addHeader);
        return options;
    }

    private void send(HttpClientRequest connected) {
        request = connected;
        if (result.future().isComplete()) {
            connected.reset();
            return;
        }
        connected.exceptionHandler(this::fail);
        connected.response().onSuccess(this::read).onFailure(this::fail);
        connected.end(parcel.body()).onFailure(this::fail);
    }

    private void read(HttpClientResponse arrived) {
        response = arrived;
        arrived.exceptionHandler(this::fail);
        arrived.endHandler(_ -> finish(arrived));
        arrived.handler(chunk -> {
            body.appendBuffer(chunk.slice(0, Math.min(chunk.length(), MOST_BODY - body.length())));
            if (body.length() == MOST_BODY) {
                finish(arrived);
                reset();
            }
        });
    }

    private void finish(HttpClientResponse arrived) {
        end(new Answer.Response(arrived.statusCode(), Optional.ofNullable(arrived.getHeader("Retry-After"))));
    }

    private void giveUp() {
        end(new Answer.NoResponse(Fault.TIMED_OUT));
        reset();
    }

    private void fail(Throwable failure) {
        end(new Answer.NoResponse(Faults.of(failure)));
        reset();
    }

    private void reset() {
        var open = request;
        if (open != null) {
            open.reset();
        }
    }

    private void end(Answer answer) {
        result.tryComplete(new Received(answer, headers(), body.copy(), startedAt, time.instant()));
    }

    private Map<String, String> headers() {
        var arrived = response;
        return arrived == null ? Map.of() : kept(arrived.headers());
    }

    private static Map<String, String> kept(MultiMap headers) {
        var kept = new LinkedHashMap<String, String>();
        headers.forEach(header -> kept.merge(header.getKey(), header.getValue(), (one, other) -> one + ", " + other));
        return kept;
    }
}
