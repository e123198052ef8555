package io.amser.webhook.history;

import io.amser.jsonroutes.Dates;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A delivery as its merchant sees it. */
final class DeliveryView {
    private DeliveryView() {}

    static JsonObject of(PastDelivery delivery, List<PastAttempt> attempts) {
        return new JsonObject()
                .put("id", delivery.id().toString())
                .put("event_id", delivery.event())
                .put("type", delivery.type().apiName())
                .put("status", delivery.status())
                .put("created_at", Dates.iso(delivery.createdAt()))
                .put("next_attempt_at", delivery.nextAttemptAt().map(Dates::iso).orElse(null))
                .put("finished_at", delivery.finishedAt().map(Dates::iso).orElse(null))
                .put(
                        "attempts",
                        new JsonArray(attempts.stream().map(DeliveryView::of).toList()));
    }

    private static JsonObject of(PastAttempt attempt) {
        return new JsonObject()
                .put("number", attempt.number())
                .put("started_at", Dates.iso(attempt.startedAt()))
                .put("ended_at", Dates.iso(attempt.endedAt()))
                .put("fault", attempt.fault().orElse(null))
                .put("request", new JsonObject().put("headers", attempt.request()))
                .put(
                        "response",
                        attempt.status()
                                .map(status -> response(status, attempt))
                                .orElse(null));
    }

    private static JsonObject response(int status, PastAttempt attempt) {
        return new JsonObject()
                .put("status", status)
                .put("headers", attempt.response())
                .put("body", attempt.answer().toString());
    }
}
