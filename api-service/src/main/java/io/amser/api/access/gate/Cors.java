package io.amser.api.access.gate;

import io.amser.api.ApiConfig;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells browsers which sites may read: public data any site, without credentials; all else the web app alone, with its session. */
@ApplicationScoped
class Cors {
    private static final String READ_HEADERS = "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After,"
            + " X-Indexed-Block, X-Indexed-Hash, X-Indexed-Finality, X-Indexed-Lag, X-Indexed-Incomplete";
    private static final String TEN_MINUTES = "600";

    private final Optional<String> webOrigin;

    Cors(ApiConfig config) {
        this.webOrigin = config.webOrigin();
    }

    /** Whether a browser only asks what it may do. */
    static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
    }

    void answerPreflight(HttpServerRequest request, Door door) {
        var response = request.response();
        if (allow(request, door)) {
            response.putHeader(
                            "Access-Control-Allow-Methods",
                            door == Door.PUBLIC ? "GET" : "GET, POST, PUT, PATCH, DELETE")
                    .putHeader(
                            "Access-Control-Allow-Headers",
                            door == Door.PUBLIC
                                    ? "Authorization, Content-Type, If-None-Match"
                                    : "Content-Type, If-None-Match")
                    .putHeader("Access-Control-Max-Age", TEN_MINUTES);
        }
        response.setStatusCode(204).end();
    }

    /** Whether the site that asks may read the answer, which the answer then says. */
    boolean allow(HttpServerRequest request, Door door) {
        var response = request.response();
        if (door == Door.PUBLIC) {
            allow(response, "*");
            return true;
        }
        response.headers().add("Vary", "Origin");
        var origin = Optional.ofNullable(request.getHeader("Origin")).filter(this::isWebApp);
        origin.ifPresent(site -> {
            allow(response, site);
            response.putHeader("Access-Control-Allow-Credentials", "true");
        });
        return origin.isPresent();
    }

    boolean isWebApp(String origin) {
        return webOrigin.filter(origin::equals).isPresent();
    }

    private static void allow(HttpServerResponse response, String origin) {
        response.putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Access-Control-Expose-Headers", READ_HEADERS);
    }
}
