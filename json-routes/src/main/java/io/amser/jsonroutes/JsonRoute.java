package io.amser.jsonroutes;

import io.amser.eventlog.outage.Outage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Reads a request of the API, lets it be answered, and makes a problem of whatever goes wrong. */
public final class JsonRoute implements Handler<RoutingContext> {
    private static final Logger LOG = Logger.getLogger(JsonRoute.class);
    private static final Set<HttpMethod> WITH_A_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final BiFunction<RoutingContext, Buffer, Uni<JsonAnswer>> answers;

    private JsonRoute(BiFunction<RoutingContext, Buffer, Uni<JsonAnswer>> answers) {
        this.answers = answers;
    }

    public JsonRoute(Function<JsonRequest, Uni<JsonAnswer>> answers) {
        this((context, body) -> answers.apply(JsonRequest.of(context, body)));
    }

    /** A route whose requests are read by whoever answers them. */
    public static JsonRoute untouched(Function<UntouchedRequest, Uni<JsonAnswer>> answers) {
        return new JsonRoute((context, body) ->
                answers.apply(new UntouchedRequest(context.request().headers(), body)));
    }

    @Override
    public void handle(RoutingContext context) {
        body(context.request()).onSuccess(body -> answer(context, body)).onFailure(failure -> refuse(context, failure));
    }

    private void answer(RoutingContext context, Buffer body) {
        Uni.createFrom()
                .deferred(() -> answers.apply(context, body))
                .subscribe()
                .with(answer -> answer.write(context.response()), failure -> refuse(context, failure));
    }

    /** What has no body by its method is not asked for one, and a request that has ended takes no reader any more. */
    private static Future<Buffer> body(HttpServerRequest request) {
        if (!WITH_A_BODY.contains(request.method()) || request.isEnded()) {
            return Future.succeededFuture(Buffer.buffer());
        }
        var body = request.body();
        request.resume();
        return body;
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        problem(failure).answer().write(context.response());
    }

    private static ProblemException problem(Throwable failure) {
        if (failure instanceof ProblemException e) {
            return e;
        }
        if (Outage.isOf(failure)) {
            LOG.warnf("A request waits for the database: %s", failure.getMessage());
            return new ProblemException(CommonProblem.DATABASE_UNAVAILABLE, "Try again in a few seconds.");
        }
        LOG.error("A request ended in a failure that nobody foresaw", failure);
        return new ProblemException(CommonProblem.INTERNAL_ERROR, "The failure has been logged; try again.");
    }
}
