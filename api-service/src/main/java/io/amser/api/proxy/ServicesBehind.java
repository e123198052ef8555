package io.amser.api.proxy;

import static io.amser.api.problem.ProblemCode.BAD_REQUEST;
import static io.amser.api.problem.ProblemCode.FORBIDDEN;
import static io.amser.api.problem.ProblemCode.SERVICE_UNAVAILABLE;

import io.amser.api.access.Caller;
import io.amser.api.problem.Problem;
import io.amser.api.problem.ProblemException;
import io.amser.api.problem.ProblemWriter;
import io.amser.servicetoken.Audience;
import io.amser.servicetoken.Scope;
import io.amser.servicetoken.ServiceToken;
import io.amser.servicetoken.TokenKey;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Passes requests on to the services behind. */
@ApplicationScoped
class ServicesBehind {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int CONNECTIONS = 50;

    private final ProxyConfig config;
    private final InstantSource time;
    private final ProblemWriter problems;
    private final HttpClient http;

    ServicesBehind(ProxyConfig config, InstantSource time, ProblemWriter problems, Vertx vertx) {
        this.config = config;
        this.time = time;
        this.problems = problems;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadIdleTimeout((int) config.timeout().toSeconds())
                .setMaxPoolSize(CONNECTIONS));
    }

    void register(@Observes Router router) {
        register(router, List.of("/v0/webhooks/*", "/v0/events"), Audience.WEBHOOK_SERVICE, config.webhook());
        register(router, List.of("/v0/discord/*"), Audience.DISCORD_SERVICE, config.discord());
    }

    private void register(Router router, List<String> paths, Audience audience, Optional<ProxyConfig.Behind> behind) {
        var service = behind.map(known -> new Behind(known.url(), new TokenKey(audience, known.key())));
        paths.forEach(path -> router.route(path).handler(context -> pass(context, service)));
    }

    /** One service, and the key that we share with it. */
    private record Behind(URI url, TokenKey key) {
        Behind {
            if (!url.toString().matches("http://[^/?#@]+")) {
                throw new IllegalArgumentException(
                        "amser.api.proxy: the address of a service must be http://host:port, without a path: " + url);
            }
        }
    }

    private void pass(RoutingContext context, Optional<Behind> service) {
        try {
            checkPath(context);
            var behind = service.orElseThrow(() ->
                    new ProblemException(SERVICE_UNAVAILABLE, "This deployment does not say where the service is."));
            var token = token(context);
            WholeBody.of(context.request())
                    .onSuccess(body -> send(context, behind, token, body))
                    .onFailure(failure -> problems.answer(context, failure));
        } catch (ProblemException e) {
            problems.answer(context, e);
        }
    }

    /** Signed now: it may have taken the caller longer to send the body than a signed token is good for. */
    private void send(RoutingContext context, Behind behind, ServiceToken token, Buffer body) {
        var signed = behind.key().sign(token, time.instant());
        new PassOn(context, http, problems).to(behind.url(), signed, body);
    }

    /** The service must read the same path as the gate did. */
    private static void checkPath(RoutingContext context) {
        if (!context.normalizedPath().equals(context.request().path())) {
            throw new ProblemException(
                    BAD_REQUEST, "Write the path without dots, doubled slashes and needless escapes.");
        }
    }

    private static ServiceToken token(RoutingContext context) {
        return switch (Caller.of(context)) {
            case Caller.KeyOf key -> ServiceToken.of(key.of(), Scope.READ);
            case Caller.SessionOf session ->
                ServiceToken.of(session.of(), Scope.neededFor(context.request().method()));
            case Caller.Nobody _ -> ServiceToken.ofAnyone();
            case Caller.Developer _ ->
                throw new ProblemException(Problem.of(FORBIDDEN, "The development key is no merchant's."));
        };
    }
}
