package io.amser.devstack.discord;

/** How an interaction is signed. Discord itself sends wrong signatures from time to time, to see that they are refused. */
public enum Signing {
    RIGHT,
    /** With a key that is not Discord's. */
    WRONG_KEY,
    /** No headers at all. */
    MISSING,
    /** No signature, but letters. */
    NONSENSE,
    /** Of another body. */
    OTHER_BODY,
    /** Of another time. */
    OTHER_TIME,
    /** Rightly, but hours ago. */
    STALE
}
