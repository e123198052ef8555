package io.amser.webhook.endpoint;

/** What a merchant should know of an endpoint. */
public enum Condition {
    HEALTHY,
    /** It has done nothing but fail for too long to be a hiccup. */
    FAILING,
    /** Nothing is sent to it but a probe. */
    DISABLED
}
