package io.amser.keeper.journal;

/** Why the nodes are shown a transaction that they have not seen: the steps of a window's story. */
public enum Showing {
    SENT("sent"),
    /** The same charges for a higher fee. */
    REPLACED("replaced"),
    /** Nothing but the nonce is used. */
    GIVEN_UP("given_up");

    private final String step;

    Showing(String step) {
        this.step = step;
    }

    String step() {
        return step;
    }

    /** What the nodes are shown as attempt number {@code attempt}, counted from 1. */
    public static Showing of(Slot slot, Payload payload, int attempt) {
        if (payload.isFreeing(slot.key())) {
            return GIVEN_UP;
        }
        return attempt == 1 ? SENT : REPLACED;
    }
}
