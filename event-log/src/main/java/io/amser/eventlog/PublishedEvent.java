package io.amser.eventlog;

import io.amser.protocol.event.ChainEvent;

/**
 * One record of the log: an event, or the news that a reorganisation took it back.
 *
 * @param retracted whether the event no longer stands on the chain
 */
public record PublishedEvent(ChainEvent event, boolean retracted) {

    public static PublishedEvent of(ChainEvent event) {
        return new PublishedEvent(event, false);
    }

    public static PublishedEvent retractionOf(ChainEvent event) {
        return new PublishedEvent(event, true);
    }

    /** What no other record about another event carries: the event's id, marked if this takes it back. */
    public String recordId() {
        return retracted ? event.id() + "-retracted" : event.id().value();
    }
}
