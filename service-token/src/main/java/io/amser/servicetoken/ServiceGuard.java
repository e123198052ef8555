package io.amser.servicetoken;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands before the paths of a service behind the API, and lets nothing through that the API has not sent. */
public final class ServiceGuard implements Handler<RoutingContext> {
    private static final String FOR_OPERATORS = "/q/";
    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final String REFUSAL = """
            {"type":"urn:amser:problem:unauthorized","title":"Credentials are missing or wrong","status":401,\
            "detail":"This service answers the API alone.","code":"unauthorized"}""";

    private final Optional<TokenKey> key;
    private final InstantSource time;

    /** Without a key nothing is let through. */
    public ServiceGuard(Optional<TokenKey> key, InstantSource time) {
        this.key = key;
        this.time = time;
    }

    @Override
    public void handle(RoutingContext context) {
        if (!isGuarded(context.normalizedPath())) {
            context.next();
            return;
        }
        var request = context.request();
        bearer(request.getHeader("Authorization"))
                .flatMap(token -> key.flatMap(known -> known.read(token, time.instant())))
                .filter(token -> token.scope().allows(request.method()))
                .ifPresentOrElse(
                        token -> {
                            token.enter(context);
                            context.next();
                        },
                        () -> refuse(context));
    }

    private static boolean isGuarded(String path) {
        return !path.startsWith(FOR_OPERATORS);
    }

    private static Optional<String> bearer(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.startsWith(SCHEME))
                .map(text -> text.substring(SCHEME.length()));
    }

    private static void refuse(RoutingContext context) {
        context.response()
                .setStatusCode(UNAUTHORIZED)
                .putHeader("WWW-Authenticate", "Bearer")
                .putHeader("Content-Type", "application/problem+json")
                .end(REFUSAL);
    }
}
