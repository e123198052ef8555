package io.amser.api.access.gate;

import static io.amser.api.problem.ProblemCode.API_KEY_READ_ONLY;
import static io.amser.api.problem.ProblemCode.FOREIGN_ORIGIN;
import static io.amser.api.problem.ProblemCode.SESSION_REQUIRED;
import static io.amser.api.problem.ProblemCode.UNAUTHORIZED;
import static io.amser.api.problem.ProblemCode.UNSUPPORTED_MEDIA_TYPE;

import io.amser.api.access.Caller;
import io.amser.api.access.apikey.ApiKeys;
import io.amser.api.access.session.SignedInCallers;
import io.amser.api.limit.ClientAddresses;
import io.amser.api.limit.Limits;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a request through to the API if its credentials open the door that its path has. */
@ApplicationScoped
class Gate {
    private static final String API = "/v0/";
    private static final int BEFORE_EVERY_ROUTE = 100;

    private static final Set<HttpMethod> BY_KEY = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Cors cors;
    private final Limits limits;
    private final ClientAddresses addresses;
    private final DevKey devKey;
    private final ApiKeys keys;
    private final SignedInCallers sessions;
    private final InstantSource time;
    private final ProblemWriter problems;

    Gate(
            Cors cors,
            Limits limits,
            ClientAddresses addresses,
            DevKey devKey,
            ApiKeys keys,
            SignedInCallers sessions,
            InstantSource time,
            ProblemWriter problems) {
        this.cors = cors;
        this.limits = limits;
        this.addresses = addresses;
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
        var refusal = Form.refusal(context.request());
        if (refusal.isPresent()) {
            Form.readNoFurther(context.request());
            problems.answer(context, refusal.get());
            return;
        }
        var path = context.normalizedPath();
        if (path.startsWith(API)) {
            pass(context, Door.at(path));
        } else {
            context.next();
        }
    }

    private void pass(RoutingContext context, Door door) {
        if (Cors.isPreflight(context.request())) {
            cors.answerPreflight(context.request(), door);
        } else {
            cors.allow(context.request(), door);
            if (door == Door.WEB_APP || door == Door.SESSION) {
                context.response().putHeader("Cache-Control", "no-store");
            }
            enter(context, door);
        }
    }

    private void enter(RoutingContext context, Door door) {
        var request = context.request();
        try {
            var address = addresses.of(request);
            switch (door) {
                case PUBLIC -> {
                    limits.countAddress(address, request.response());
                    context.next();
                }
                case WEB_APP -> {
                    limits.countSignIn(address, request.response());
                    checkOrigin(request);
                    context.next();
                }
                case MERCHANT, SESSION -> {
                    limits.checkWrongCredentials(address, request.response());
                    enterAs(caller(request, door), context, address);
                }
            }
        } catch (ProblemException e) {
            problems.answer(context, e);
        }
    }

    /** Quarkus keeps the body until somebody reads it: nothing is lost of what arrives while we ask the database. */
    private void enterAs(Uni<Caller> asker, RoutingContext context, String address) {
        asker.invoke(caller -> count(caller, context))
                .onFailure(Gate::isRefusedCredential)
                .transform(refusal -> counted(refusal, context, address))
                .subscribe()
                .with(
                        caller -> {
                            caller.enter(context);
                            context.next();
                        },
                        failure -> problems.answer(context, failure));
    }

    /** One merchant's tabs share a quota, and each of its programs has one. */
    private void count(Caller caller, RoutingContext context) {
        switch (caller) {
            case Caller.KeyOf key -> limits.countCaller(key.key().toString(), context.response());
            case Caller.SessionOf session -> limits.countCaller(session.of().value(), context.response());
            case Caller.Developer _, Caller.Nobody _ -> {}
        }
    }

    /** Who tries credentials pays with the quota of the address. */
    private Throwable counted(Throwable refusal, RoutingContext context, String address) {
        try {
            limits.countWrongCredentials(address, context.response());
            return refusal;
        } catch (ProblemException tooMany) {
            return tooMany;
        }
    }

    private static boolean isRefusedCredential(Throwable failure) {
        return failure instanceof ProblemException e && e.problem().status() == UNAUTHORIZED.status();
    }

    private Uni<Caller> caller(HttpServerRequest request, Door door) {
        return switch (Credentials.of(request)) {
            case Credentials.None _ -> refused("Send Authorization: Bearer and an API key, or sign in.");
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
        return devKey.opens(token)
                ? Uni.createFrom().item(new Caller.Developer())
                : refused("This bearer token is no API key: they begin with amsr_.");
    }

    private static void checkReadsOnly(HttpServerRequest request, Door door) {
        if (!BY_KEY.contains(request.method())) {
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
        if (origin == null || !cors.isWebApp(origin)) {
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

    private static Uni<Caller> refused(String detail) {
        return Uni.createFrom().failure(() -> new ProblemException(UNAUTHORIZED, detail));
    }
}
