package io.amser.webhook.delivery;

import io.amser.webhook.egress.Route;
import io.amser.webhook.egress.Routes;
import io.vertx.core.Future;
import io.vertx.core.Handler;
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
    private final KeptConnections kept;
    private final Routes routes;
    private final InstantSource time;
    private final Parcel parcel;
    private final Instant startedAt;
    private final Promise<Received> result = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;

    Exchange(Vertx vertx, HttpClient http, KeptConnections kept, Routes routes, InstantSource time, Parcel parcel) {
        this.vertx = vertx;
        this.http = http;
        this.kept = kept;
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
            case Route.To(var address) -> ask(address);
        }
    }

    private void ask(InetAddress address) {
        http.request(options(address))
                .onSuccess(connected -> send(connected, address))
                .onFailure(this::fail);
    }

    /** The name is for the certificate and the Host header alone: the connection goes to the address that was judged. */
    private RequestOptions options(InetAddress address) {
        var url = parcel.url();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setHost(url.authorityHost())
                .setPort(url.port())
                .setURI(url.path())
                .setSsl(url.encrypted())
                .setFollowRedirects(false);
        parcel.headers().forEach(options::addHeader);
        return options;
    }

    private void send(HttpClientRequest connected, InetAddress address) {
        request = connected;
        if (result.future().isComplete()) {
            connected.reset();
            return;
        }
        Handler<Throwable> broken = failure -> broken(connected, address, failure);
        connected.exceptionHandler(broken);
        connected.response().onSuccess(this::read).onFailure(broken);
        connected.end(parcel.body()).onFailure(broken);
    }

    /** Told of by several at once, and perhaps when the next request is under way. */
    private void broken(HttpClientRequest connected, InetAddress address, Throwable failure) {
        if (!connected.equals(request) || result.future().isComplete()) {
            return;
        }
        if (response == null && kept.forgives(connected.connection(), failure)) {
            request = null;
            ask(address);
        } else {
            fail(failure);
        }
    }

    private void read(HttpClientResponse arrived) {
        response = arrived;
        arrived.exceptionHandler(this::fail);
        arrived.endHandler(_ -> {
            kept.answered(arrived.request().connection());
            finish(arrived);
        });
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
        return arrived == null ? Map.of() : joined(arrived.headers());
    }

    private static Map<String, String> joined(MultiMap headers) {
        var joined = new LinkedHashMap<String, String>();
        headers.forEach(header -> joined.merge(header.getKey(), header.getValue(), (one, other) -> one + ", " + other));
        return joined;
    }
}
