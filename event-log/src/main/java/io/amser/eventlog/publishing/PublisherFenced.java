package io.amser.eventlog.publishing;

import io.amser.protocol.ChainId;

/** Another publisher has taken the chain over; this one can write nothing any more. */
public final class PublisherFenced extends RuntimeException {
    PublisherFenced(ChainId chain, Throwable cause) {
        super("Another publisher has taken over chain " + chain, cause);
    }
}
