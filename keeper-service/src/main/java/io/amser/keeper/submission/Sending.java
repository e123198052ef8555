package io.amser.keeper.submission;

/** What became of a batch that was to be sent. */
public enum Sending {
    SENT,
    /** It is more than the wallet holds, beside what is in flight, or than is left of the day's money; fewer charges may not be. */
    TOO_DEAR,
    /** The signer is silent. */
    UNSIGNED,
    /** Another replica has sent one of its windows meanwhile. */
    TAKEN
}
