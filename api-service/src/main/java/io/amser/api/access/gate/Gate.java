package io.amser.api.access.gate;

import static io.amser.api.problem.ProblemCode.API_KEY_READ_ONLY;
import static io.amser.api.problem.ProblemCode.FOREIGN_ORIGIN;
import static io.amser.api.problem.ProblemCode.SESSION_REQUIRED;
import static io.amser.api.problem.ProblemCode.UNAUTHORIZED;
import static io.amser.api.problem.ProblemCode.UNSUPPORTED_MEDIA_TYPE;

import io.amser.api.ApiConfig;
import io.amser.api.access.Caller;
import io.amser.api.access.apikey.ApiKeys;
import io.amser.api.access.session.SignedInCallers;
import io.amser.api.problem.ProblemException;
import io.amser.api.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a request through to the API if its credentials open the door that its path has. */
@ApplicationScoped
class Gate {
    private static final String API = "/v0/";
    private static final int BEFORE_EVERY_ROUTE = 100;
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Optional<String> webOrigin;
    private final DevKey devKey;
    private final ApiKeys keys;
    private final SignedInCallers sessions;
    private final InstantSource time;
    private final ProblemWriter problems;

    Gate(
            ApiConfig config,
            DevKey devKey,
            ApiKeys keys,
            SignedInCallers sessions,
            InstantSource time,
            ProblemWriter problems) {
        this.webOrigin = config.webOrigin();
        this.devKey = devKey;
        this.keys = keys;
        this.sessions = sessions;
        this.time = time;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_EVERY_ROUTE);
    }

    private void pass(RoutingContext context) {
        var path = context.normalizedPath();
        if (path.startsWith(API)) {
            enter(context, Door.at(path));
        } else {
            context.next();
        }
    }

    private void enter(RoutingContext context, Door door) {
        try {
            switch (door) {
                case PUBLIC -> context.next();
                case WEB_APP -> {
                    checkOrigin(context.request());
                    context.next();
                }
                case MERCHANT, SESSION -> enterAs(caller(context.request(), door), context);
            }
        } catch (ProblemException e) {
            problems.answer(context, e);
        }
    }

    /** The body waits until somebody reads it: what arrives while we ask the database must not be lost. */
    private void enterAs(Uni<Caller> asker, RoutingContext context) {
        context.request().pause();
        asker.subscribe()
                .with(
                        caller -> {
                            caller.enter(context);
                            context.request().resume();
                            context.next();
                        },
                        failure -> {
                            context.request().resume();
                            problems.answer(context, failure);
                        });
    }

    private Uni<Caller> caller(HttpServerRequest request, Door door) {
        return switch (Credentials.of(request)) {
            case Credentials.None _ -> throw unauthorized("Send Authorization: Bearer and an API key, or sign in.");
            case Credentials.Bearer bearer -> program(bearer.token()).invoke(_ -> checkReadsOnly(request, door));
            case Credentials.Cookie cookie -> {
                checkOrigin(request);
                yield sessions.caller(cookie.token(), time.instant());
            }
        };
    }

    private Uni<Caller> program(String token) {
        if (ApiKeys.looksLikeOne(token)) {
            return keys.caller(token, time.instant());
        }
        if (devKey.opens(token)) {
            return Uni.createFrom().item(new Caller.Developer());
        }
        throw unauthorized("This bearer token is no API key: they begin with amsr_.");
    }

    private static void checkReadsOnly(HttpServerRequest request, Door door) {
        if (!READING.contains(request.method())) {
            throw new ProblemException(API_KEY_READ_ONLY, "Sign in with the merchant's wallet to change anything.");
        }
        if (door == Door.SESSION) {
            throw new ProblemException(SESSION_REQUIRED, "Sign in with the merchant's wallet.");
        }
    }

    /** A browser sends cookies along with whatever a foreign site makes it send, but cannot be made to name our origin. */
    private void checkOrigin(HttpServerRequest request) {
        if (READING.contains(request.method())) {
            return;
        }
        var origin = request.getHeader("Origin");
        if (origin == null || webOrigin.filter(origin::equals).isEmpty()) {
            throw new ProblemException(FOREIGN_ORIGIN, "The Origin header must name the web app of this deployment.");
        }
        if (!isJson(request.getHeader("Content-Type"))) {
            throw new ProblemException(UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(UNAUTHORIZED, detail);
    }
}
