package io.amser.webhook.delivery;

import io.amser.webhook.egress.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.time.InstantSource;

/** Sends parcels over connections that stay open, to addresses that were judged, and never after a redirect. */
public final class Courier {
    /** For the whole exchange: name, connection, encryption, request and response. */
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

    /** As many as there may be deliveries: endpoints that hang must not use up what others at the same host need. */
    private static final int CONNECTIONS_PER_HOST = 2_000;

    /** Each of them for a hundred deliveries at once, usually. */
    private static final int CONNECTIONS_OF_HTTP_2_PER_HOST = 32;

    private static final int LONGEST_HEADERS = 16 * 1024;

    private final Vertx vertx;
    private final Routes routes;
    private final InstantSource time;
    private final Duration deadline;
    private final HttpClient encrypted;
    private final HttpClient plain;
    private final KeptConnections kept = new KeptConnections();

    public Courier(Vertx vertx, Routes routes, InstantSource time) {
        this(vertx, routes, time, DEADLINE, new HttpClientOptions());
    }

    /** {@code trust} says which certificates count. */
    Courier(Vertx vertx, Routes routes, InstantSource time, Duration deadline, HttpClientOptions trust) {
        this.vertx = vertx;
        this.routes = routes;
        this.time = time;
        this.deadline = deadline;
        this.encrypted = vertx.createHttpClient(patient(new HttpClientOptions(trust))
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setVerifyHost(true));
        this.plain = vertx.createHttpClient(patient(new HttpClientOptions()).setProtocolVersion(HttpVersion.HTTP_1_1));
    }

    /** Never fails: whatever goes wrong is an answer. */
    public Future<Received> send(Parcel parcel) {
        var http = parcel.url().encrypted() ? encrypted : plain;
        return new Exchange(vertx, http, kept, routes, time, parcel).run(deadline);
    }

    public Future<Void> close() {
        return Future.all(encrypted.close(), plain.close()).mapEmpty();
    }

    private static HttpClientOptions patient(HttpClientOptions options) {
        return options.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds())
                .setHttp2KeepAliveTimeout((int) KEEP_ALIVE.toSeconds())
                .setMaxPoolSize(CONNECTIONS_PER_HOST)
                .setHttp2MaxPoolSize(CONNECTIONS_OF_HTTP_2_PER_HOST)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setMaxRedirects(0);
    }
}
