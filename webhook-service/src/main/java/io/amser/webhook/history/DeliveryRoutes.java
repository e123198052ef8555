package io.amser.webhook.history;

import io.amser.jsonroutes.JsonAnswer;
import io.amser.jsonroutes.JsonRequest;
import io.amser.jsonroutes.JsonRoute;
import io.amser.jsonroutes.ProblemException;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.ledger.LedgerEntry;
import io.amser.webhook.ledger.Ledgers;
import io.amser.webhook.problem.WebhookProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The deliveries of a merchant's endpoints over HTTP. */
@ApplicationScoped
class DeliveryRoutes {
    private final Pool database;
    private final InstantSource time;
    private final Endpoints endpoints = new Endpoints();
    private final PastDeliveries deliveries = new PastDeliveries();
    private final Ledgers ledgers = new Ledgers();

    DeliveryRoutes(Pool database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    void register(@Observes Router router) {
        router.get("/v0/webhooks/:id/deliveries").handler(new JsonRoute(this::list));
        router.post("/v0/webhooks/deliveries/:id/resend").handler(new JsonRoute(this::resend));
    }

    private Uni<JsonAnswer> list(JsonRequest request) {
        var page = DeliveryQuery.read(request.query());
        var id = known(request.id(), WebhookProblem.UNKNOWN_ENDPOINT);
        return endpoints
                .find(database, request.merchant(), id)
                .map(found -> known(found, WebhookProblem.UNKNOWN_ENDPOINT))
                .chain(() -> deliveries.after(database, id, page.place(), page.limit()))
                .chain(listed -> answer(id, page, listed));
    }

    /** Only a full page has a next one: what comes later stands before the first. */
    private Uni<JsonAnswer> answer(UUID endpoint, DeliveryQuery page, List<PastDelivery> listed) {
        return deliveries.attempts(database, listed).map(attempts -> {
            var array = new JsonArray(listed.stream()
                    .map(delivery -> DeliveryView.of(delivery, attempts.getOrDefault(delivery.id(), List.of())))
                    .toList());
            return listed.size() < page.limit()
                    ? JsonAnswer.list(array)
                    : JsonAnswer.page(array.toBuffer(), page.next(endpoint, listed.getLast()));
        });
    }

    private Uni<JsonAnswer> resend(JsonRequest request) {
        var id = known(request.id(), WebhookProblem.UNKNOWN_DELIVERY);
        return database.withTransaction(tx -> deliveries
                        .find(tx, request.merchant(), id)
                        .map(found -> known(found, WebhookProblem.UNKNOWN_DELIVERY))
                        .chain(past -> repeat(tx, past)))
                .map(repeated -> JsonAnswer.of(202, new JsonObject().put("id", repeated.toString())));
    }

    private Uni<UUID> repeat(SqlConnection tx, Repeatable past) {
        if (!past.done()) {
            throw new ProblemException(WebhookProblem.DELIVERY_PENDING, "It is attempted again by itself.");
        }
        if (!past.endpointActive()) {
            throw new ProblemException(
                    WebhookProblem.ENDPOINT_DISABLED, "Nothing is sent to an endpoint that is disabled.");
        }
        return deliveries
                .repeat(tx, past, time.instant())
                .call(() -> ledgers.add(tx, List.of(LedgerEntry.offered(past.endpoint(), 1, 0))));
    }

    /** What is another merchant's is as unknown as what never was. */
    private static <T> T known(Optional<T> found, WebhookProblem otherwise) {
        return found.orElseThrow(() -> new ProblemException(otherwise, otherwise.title() + "."));
    }
}
