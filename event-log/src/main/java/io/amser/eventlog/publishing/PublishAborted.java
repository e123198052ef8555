package io.amser.eventlog.publishing;

import io.amser.protocol.ChainId;

/** A transaction was taken back whole: nothing of it can be read, and the same publisher may try again from the last checkpoint. */
public final class PublishAborted extends RuntimeException {
    PublishAborted(ChainId chain, Throwable cause) {
        super("Nothing was published for chain " + chain + ", the transaction was aborted", cause);
    }
}
