package io.amser.api.webapp;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Answers the paths of pages with the document that shows them; a path that no page has is not found. */
@ApplicationScoped
class WebApp {
    private static final String DOCUMENT = "io/amser/web/index.html";
    private static final List<String> PAGES = List.of("/discord/verify/:token", "/discord/connected");

    private final Buffer document = read();

    void register(@Observes Router router) {
        PAGES.forEach(page -> router.route(page)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::show));
    }

    private void show(RoutingContext context) {
        context.response().putHeader("Content-Type", "text/html; charset=utf-8").end(document);
    }

    private static Buffer read() {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            return Buffer.buffer(Objects.requireNonNull(file, "The web app is missing: " + DOCUMENT)
                    .readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
