package io.amser.webhook.replay;

import io.amser.jsonroutes.Dates;
import io.amser.webhook.event.EventType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A replay as its merchant sees it. */
final class ReplayView {
    private ReplayView() {}

    static JsonObject of(Replay replay) {
        return new JsonObject()
                .put("id", replay.id().toString())
                .put("endpoint_id", replay.endpoint().toString())
                .put("since", Dates.iso(replay.wish().since()))
                .put("until", Dates.iso(replay.wish().until()))
                .put(
                        "event_types",
                        new JsonArray(replay.wish().types().stream()
                                .map(EventType::apiName)
                                .sorted()
                                .toList()))
                .put("state", replay.state().name())
                .put("total", replay.total())
                .put("replayed", replay.replayed())
                .put("skipped", replay.skipped())
                .put("pending", replay.pending())
                .put("created_at", Dates.iso(replay.createdAt()))
                .put("finished_at", replay.finishedAt().map(Dates::iso).orElse(null));
    }
}
