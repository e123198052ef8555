package io.amser.devstack.discord;

/** What may be wrong with Discord itself. */
public enum Fault {
    NONE,
    /** Every request is answered with 503. */
    OUTAGE,
    /** Every connection is closed without an answer, and nothing is done. */
    SILENCE,
    /** What is asked is done, and the answer is lost. */
    LOST_ANSWERS
}
