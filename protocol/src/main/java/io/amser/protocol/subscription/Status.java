package io.amser.protocol.subscription;

/** The state of a subscription in one word, as the API shows it: the first that fits. */
public enum Status {
    BLOCKED,
    CANCELLED,
    PAUSED,
    PENDING,
    EXPIRED,
    ACTIVE
}
