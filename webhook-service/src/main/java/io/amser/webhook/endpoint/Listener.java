package io.amser.webhook.endpoint;

import io.amser.protocol.Address;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Subject;
import java.util.UUID;

/** An endpoint in the eyes of an event: whose it is and what it wants to hear of. */
public record Listener(UUID id, Address merchant, EventFilter filter, boolean active) {

    public boolean wants(EventType type, Subject subject) {
        return filter.passes(type, subject);
    }
}
