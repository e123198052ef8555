package io.amser.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a subscription is at the time of the question. */
public enum SubscriptionStatus {
    /** Paid and within its access window. */
    ACTIVE,
    /** Not charged yet. */
    PENDING,
    PAUSED,
    CANCELLED,
    /** The access window has ended. */
    EXPIRED,
    /** The merchant blocks the subscriber. */
    BLOCKED,
    /** One that a newer API knows. */
    @JsonEnumDefaultValue
    UNKNOWN
}
