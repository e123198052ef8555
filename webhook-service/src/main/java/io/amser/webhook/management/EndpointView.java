package io.amser.webhook.management;

import io.amser.jsonroutes.Dates;
import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import io.amser.webhook.endpoint.DisabledBy;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EndpointHealth;
import io.amser.webhook.event.EventType;
import io.amser.webhook.ledger.Ledger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An endpoint as its merchant sees it. */
final class EndpointView {
    private EndpointView() {}

    static JsonObject of(Endpoint endpoint) {
        var filter = endpoint.filter();
        return new JsonObject()
                .put("id", endpoint.id().toString())
                .put("url", endpoint.url())
                .put("description", endpoint.description())
                .put(
                        "event_types",
                        new JsonArray(filter.types().stream()
                                .map(EventType::apiName)
                                .sorted()
                                .toList()))
                .put("module_address", filter.module().map(Address::value).orElse(null))
                .put("plan_id", filter.plan().map(PlanId::toString).orElse(null))
                .put("ordered", endpoint.ordered())
                .put("at", endpoint.at().apiName())
                .put("state", endpoint.state().name())
                .put(
                        "disabled_by",
                        endpoint.disabledBy().map(DisabledBy::apiName).orElse(null))
                .put("created_at", Dates.iso(endpoint.createdAt()));
    }

    static JsonObject of(Endpoint endpoint, Ledger ledger, EndpointHealth health) {
        return of(endpoint)
                .put(
                        "failing_since",
                        health.failing().map(spell -> Dates.iso(spell.since())).orElse(null))
                .put(
                        "ledger",
                        new JsonObject()
                                .put("accepted", ledger.accepted())
                                .put("delivered", ledger.delivered())
                                .put("pending", ledger.pending())
                                .put("parked", ledger.parked())
                                .put("exhausted", ledger.exhausted())
                                .put("filtered", ledger.filtered())
                                .put("dropped", ledger.dropped())
                                .put("cancelled", ledger.cancelled()));
    }
}
