package io.amser.webhook.replay;

import io.amser.jsonroutes.JsonAnswer;
import io.amser.jsonroutes.JsonRequest;
import io.amser.jsonroutes.JsonRoute;
import io.amser.jsonroutes.ProblemException;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.problem.WebhookProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.UUID;

/** The replays of a merchant's endpoints over HTTP. */
@ApplicationScoped
class ReplayRoutes {
    private final Pool database;
    private final InstantSource time;
    private final MerchantReplays merchants;
    private final Endpoints endpoints = new Endpoints();
    private final Replays replays = new Replays();

    ReplayRoutes(Pool database, InstantSource time) {
        this.database = database;
        this.time = time;
        this.merchants = new MerchantReplays(database, time);
    }

    void register(@Observes Router router) {
        router.post("/v0/webhooks/:id/replay").handler(new JsonRoute(this::begin));
        router.get("/v0/webhooks/:id/replays").handler(new JsonRoute(this::list));
        router.get("/v0/webhooks/replays/:id").handler(new JsonRoute(this::show));
        router.post("/v0/webhooks/replays/:id/pause").handler(new JsonRoute(this::pause));
        router.post("/v0/webhooks/replays/:id/resume").handler(new JsonRoute(this::resume));
        router.post("/v0/webhooks/replays/:id/cancel").handler(new JsonRoute(this::cancel));
    }

    private Uni<JsonAnswer> begin(JsonRequest request) {
        return endpoint(request).chain(endpoint -> {
            var form = new ReplayForm(request.body());
            var wish = form.wish(time.instant());
            return form.isDryRun()
                    ? merchants
                            .count(endpoint, wish)
                            .map(total -> JsonAnswer.of(200, new JsonObject().put("total", total)))
                    : merchants.begin(endpoint, wish).map(replay -> JsonAnswer.of(202, ReplayView.of(replay)));
        });
    }

    private Uni<JsonAnswer> list(JsonRequest request) {
        return endpoint(request)
                .chain(endpoint -> replays.of(database, request.merchant(), endpoint.id()))
                .map(found -> JsonAnswer.list(
                        new JsonArray(found.stream().map(ReplayView::of).toList())));
    }

    private Uni<JsonAnswer> show(JsonRequest request) {
        return merchants.known(request.merchant(), id(request)).map(ReplayRoutes::view);
    }

    private Uni<JsonAnswer> pause(JsonRequest request) {
        return merchants.pause(request.merchant(), id(request)).map(ReplayRoutes::view);
    }

    private Uni<JsonAnswer> resume(JsonRequest request) {
        return merchants.resume(request.merchant(), id(request)).map(ReplayRoutes::view);
    }

    private Uni<JsonAnswer> cancel(JsonRequest request) {
        return merchants.cancel(request.merchant(), id(request)).map(ReplayRoutes::view);
    }

    private static JsonAnswer view(Replay replay) {
        return JsonAnswer.of(200, ReplayView.of(replay));
    }

    private Uni<Endpoint> endpoint(JsonRequest request) {
        return endpoints
                .find(database, request.merchant(), request.id().orElseThrow(ReplayRoutes::unknownEndpoint))
                .map(found -> found.orElseThrow(ReplayRoutes::unknownEndpoint));
    }

    private static UUID id(JsonRequest request) {
        return request.id().orElseThrow(MerchantReplays::unknown);
    }

    private static ProblemException unknownEndpoint() {
        return new ProblemException(WebhookProblem.UNKNOWN_ENDPOINT, "No endpoint of yours has this id.");
    }
}
