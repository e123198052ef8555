package io.amser.api.access.gate;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request shows to be let in. A bearer token comes first: nobody sends one by accident, as browsers send cookies. */
sealed interface Credentials {
    String SESSION_COOKIE = "sid";

    record None() implements Credentials {}

    record Bearer(String token) implements Credentials {}

    record Cookie(String token) implements Credentials {}

    static Credentials of(HttpServerRequest request) {
        var header = request.getHeader("Authorization");
        if (header != null) {
            return bearer(header).<Credentials>map(Bearer::new).orElseGet(None::new);
        }
        return cookie(request).<Credentials>map(Cookie::new).orElseGet(None::new);
    }

    private static Optional<String> cookie(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(SESSION_COOKIE)).map(io.vertx.core.http.Cookie::getValue);
    }

    private static Optional<String> bearer(@Nullable String header) {
        var scheme = "Bearer ";
        return Optional.ofNullable(header)
                .filter(text -> text.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(text -> text.substring(scheme.length()).strip());
    }
}
