package io.amser.webhook.oversight;

import io.amser.jsonroutes.Dates;
import io.amser.webhook.endpoint.Condition;
import io.amser.webhook.endpoint.DisabledBy;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EndpointHealth;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Telling;
import io.amser.webhook.event.Told;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * That an endpoint is in another condition than its merchant was told.
 *
 * @param disabledBy present while nothing is sent to it
 */
record EndpointNews(Endpoint endpoint, EndpointHealth health, Condition condition, Optional<DisabledBy> disabledBy) {

    /** Empty where there is nothing to tell. */
    static Optional<EndpointNews> of(Endpoint endpoint, EndpointHealth health) {
        var condition = health.condition(endpoint.state());
        return condition == health.told()
                ? Optional.empty()
                : Optional.of(new EndpointNews(endpoint, health, condition, disabledBy(endpoint, condition)));
    }

    private static Optional<DisabledBy> disabledBy(Endpoint endpoint, Condition condition) {
        return condition == Condition.DISABLED
                ? Optional.of(endpoint.disabledBy().orElse(DisabledBy.FAILURES))
                : Optional.empty();
    }

    /** Whether it is for us to disable it. */
    boolean disables() {
        return condition == Condition.DISABLED && endpoint.disabledBy().isEmpty();
    }

    Told told() {
        return Telling.ofEndpoint(type(), endpoint.merchant(), endpoint.id(), health.changes() + 1, details());
    }

    private EventType type() {
        return switch (condition) {
            case HEALTHY -> EventType.ENDPOINT_RECOVERED;
            case FAILING -> EventType.ENDPOINT_FAILING;
            case DISABLED -> EventType.ENDPOINT_DISABLED;
        };
    }

    private JsonObject details() {
        var details = new JsonObject().put("url", endpoint.url()).put("description", endpoint.description());
        health.failing().ifPresent(spell -> details.put("failing_since", Dates.iso(spell.since())));
        disabledBy.ifPresent(by -> details.put("disabled_by", by.apiName()));
        return details;
    }
}
