package io.amser.webhook.feed;

import io.amser.jsonroutes.JsonAnswer;
import io.amser.jsonroutes.JsonRequest;
import io.amser.jsonroutes.JsonRoute;
import io.amser.webhook.feed.FeedEvents.Listed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Every merchant's list over HTTP: an array of the bodies as they were sent, byte for byte. */
@ApplicationScoped
class FeedRoute {
    private final Pool database;
    private final FeedEvents events = new FeedEvents();

    FeedRoute(Pool database) {
        this.database = database;
    }

    void register(@Observes Router router) {
        router.get("/v0/events").handler(new JsonRoute(this::list));
    }

    private Uni<JsonAnswer> list(JsonRequest request) {
        var query = FeedQuery.read(request.query());
        return events.after(database, request.merchant(), query.position(), query.limit())
                .map(listed -> page(query, listed));
    }

    /** The link is there even at the end of the list, so that a receiver can come back for what happens later. */
    private static JsonAnswer page(FeedQuery query, List<Listed> listed) {
        var last = listed.isEmpty() ? query.position() : listed.getLast().position();
        var array = Buffer.buffer("[");
        for (var i = 0; i < listed.size(); i++) {
            array.appendString(i == 0 ? "" : ",").appendBuffer(listed.get(i).body());
        }
        return JsonAnswer.page(array.appendString("]"), query.next(last));
    }
}
