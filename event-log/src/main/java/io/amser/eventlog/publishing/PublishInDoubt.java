package io.amser.eventlog.publishing;

import io.amser.protocol.ChainId;

/** It is not known whether a transaction went through: close the publisher, open another one and read the checkpoint. */
public final class PublishInDoubt extends RuntimeException {
    PublishInDoubt(ChainId chain, Throwable cause) {
        super("It is not known whether the last transaction of chain " + chain + " went through", cause);
    }
}
