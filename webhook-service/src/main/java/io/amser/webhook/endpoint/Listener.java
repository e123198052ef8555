package io.amser.webhook.endpoint;

import io.amser.protocol.Address;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Subject;
import java.util.UUID;

/** An endpoint in the eyes of an event: whose it is, what it wants to hear of, and how sure that has to be. */
public record Listener(UUID id, Address merchant, EventFilter filter, boolean active, Certainty at) {

    public boolean wants(EventType type, Subject subject) {
        return filter.passes(type, subject);
    }
}
