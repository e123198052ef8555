package io.amser.api.webapp;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells browsers what pages may do, which is little, and how long to keep their files. */
@ApplicationScoped
class PageRules {
    private static final int AFTER_THE_GATE = 90;
    private static final String FILES = "/assets/";

    /** Scripts and styles from our own files alone; pictures of wallets are data. No other site may show a page in a frame. */
    private static final String ALLOWED = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    void register(@Observes Filters filters) {
        filters.register(PageRules::apply, AFTER_THE_GATE);
    }

    private static void apply(RoutingContext context) {
        var path = context.normalizedPath();
        if (!path.startsWith("/v0/") && !path.startsWith("/q/")) {
            // Addresses of pages hold what is private: no other site is told them.
            context.response()
                    .putHeader("Content-Security-Policy", ALLOWED)
                    .putHeader("Referrer-Policy", "no-referrer")
                    .putHeader("X-Content-Type-Options", "nosniff");
            context.addHeadersEndHandler(_ -> keep(path, context.response()));
        }
        context.next();
    }

    /** A file with other content has another name. */
    private static void keep(String path, HttpServerResponse response) {
        var forEver = path.startsWith(FILES) && response.getStatusCode() == 200;
        response.putHeader("Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache");
    }
}
