package io.amser.webhook.event;

import io.amser.protocol.EventId;
import io.vertx.core.json.JsonObject;

/** What a merchant is told, before it has its number and its time. */
public record Told(EventId id, EventType type, Subject subject, JsonObject data) {}
