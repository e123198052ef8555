package io.amser.client.webhook;

import org.jspecify.annotations.Nullable;

/** A request that must not be believed: answer 400 and do nothing. */
public final class UnverifiedWebhook extends RuntimeException {

    /** What is wrong with it. */
    public enum Reason {
        NOT_SIGNED,
        TIMESTAMP_OUT_OF_TOLERANCE,
        WRONG_SIGNATURE,
        /** It is signed, and no event. */
        NOT_AN_EVENT
    }

    private final Reason reason;

    UnverifiedWebhook(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    UnverifiedWebhook(Reason reason, String message) {
        this(reason, message, null);
    }

    public Reason reason() {
        return reason;
    }
}
