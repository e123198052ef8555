package io.amser.webhook.event;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.EventId;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a merchant is told, before it has its number and its time.
 *
 * @param block that has to stand for it to be so; empty for what no reorganisation undoes
 */
public record Told(EventId id, EventType type, Subject subject, JsonObject data, Optional<BlockNumber> block) {

    /** Of what is so whatever becomes of any block. */
    public Told(EventId id, EventType type, Subject subject, JsonObject data) {
        this(id, type, subject, data, Optional.empty());
    }
}
