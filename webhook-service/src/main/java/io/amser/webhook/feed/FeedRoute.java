package io.amser.webhook.feed;

import io.amser.protocol.Address;
import io.amser.servicetoken.ServiceToken;
import io.amser.webhook.feed.FeedEvents.Listed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Every merchant's list over HTTP: an array of the bodies as they were sent, byte for byte. */
@ApplicationScoped
class FeedRoute {
    private static final Logger LOG = Logger.getLogger(FeedRoute.class);

    private final Pool database;
    private final FeedEvents events = new FeedEvents();

    FeedRoute(Pool database) {
        this.database = database;
    }

    void register(@Observes Router router) {
        router.get("/v0/events").handler(this::answer);
    }

    private void answer(RoutingContext context) {
        var request = context.request();
        switch (FeedQuery.read(request.getParam("after"), request.getParam("limit"))) {
            case FeedQuery.Invalid(var parameter, var rule) -> refuse(context, parameter, parameter + " " + rule + ".");
            case FeedQuery.After query ->
                ServiceToken.of(context)
                        .merchant()
                        .ifPresentOrElse(merchant -> list(context, merchant, query), () -> context.fail(401));
        }
    }

    private void list(RoutingContext context, Address merchant, FeedQuery.After query) {
        events.after(database, merchant, query.position(), query.limit())
                .subscribe()
                .with(listed -> show(context, query, listed), failure -> {
                    LOG.warnf("A list of events could not be read: %s", failure.getMessage());
                    context.fail(503);
                });
    }

    /** The link is there even at the end of the list, so that a receiver can come back for what happens later. */
    private static void show(RoutingContext context, FeedQuery.After query, List<Listed> listed) {
        var last = listed.isEmpty() ? query.position() : listed.getLast().position();
        var array = Buffer.buffer("[");
        for (var i = 0; i < listed.size(); i++) {
            array.appendString(i == 0 ? "" : ",").appendBuffer(listed.get(i).body());
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Link", "<" + query.next(last) + ">; rel=\"next\"")
                .end(array.appendString("]"));
    }

    private static void refuse(RoutingContext context, String parameter, String detail) {
        context.response()
                .setStatusCode(400)
                .putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                        .put("type", "urn:amser:problem:invalid_parameter")
                        .put("title", "A parameter has no valid value")
                        .put("status", 400)
                        .put("detail", detail)
                        .put("code", "invalid_parameter")
                        .put("parameter", parameter)
                        .encode());
    }
}
