package io.amser.webhook.endpoint;

/** Whether an endpoint is served. */
public enum EndpointState {
    ACTIVE,
    /** What comes for it is parked until it is enabled again. */
    DISABLED,
    /** Kept for the ledger alone. */
    DELETED
}
