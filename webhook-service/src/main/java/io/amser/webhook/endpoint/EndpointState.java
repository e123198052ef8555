package io.amser.webhook.endpoint;

/** Whether an endpoint is served. */
public enum EndpointState {
    ACTIVE,
    /** It is sent one test event, and everything else once that has arrived. */
    PROBING,
    /** What comes for it is parked until it is enabled again. */
    DISABLED,
    /** Kept for the ledger alone. */
    DELETED
}
