package io.amser.indexer.verify;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.wire.EventWire;
import io.amser.protocol.event.ChainEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A number over everything that the log says about an event. */
final class EventHash {
    private EventHash() {}

    static long of(ChainEvent event) {
        try {
            var body = EventWire.record("", PublishedEvent.of(event)).value();
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(body))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must know SHA-256", e);
        }
    }
}
