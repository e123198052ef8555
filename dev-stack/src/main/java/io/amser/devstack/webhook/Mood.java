package io.amser.devstack.webhook;

/** How a merchant's server treats webhooks. */
public enum Mood {
    /** Takes what comes. */
    HEALTHY,
    /** Never answers. */
    HANGING,
    /** Ends the connection without an answer. */
    DROPPING,
    /** Says that it wants none. */
    REFUSING,
    /** Answers every other request with a fault, as chance has it. */
    FAILING_AT_RANDOM,
    /** Sends whoever asks somewhere else. */
    REDIRECTING,
    /** Takes what comes, after some seconds. */
    SLOW
}
