package io.amser.keeper.submission;

import io.amser.keeper.journal.Slot;

/** Nothing of a batch is stored: it would spend too much, or another replica has sent one of its windows meanwhile. */
final class NotStored extends RuntimeException {
    private final Sending became;

    private NotStored(Sending became, String why) {
        super(why);
        this.became = became;
    }

    Sending became() {
        return became;
    }

    static NotStored inFlight(Slot slot) {
        return new NotStored(
                Sending.TAKEN, "a window of the batch for nonce " + slot.nonce() + " is in flight elsewhere");
    }

    static NotStored overBudget(int charges) {
        return new NotStored(
                Sending.TOO_DEAR,
                "%d charges would cost more than is left of amser.keeper.submission.max-spend-per-day"
                        .formatted(charges));
    }

    static NotStored overBalance(int charges) {
        return new NotStored(
                Sending.TOO_DEAR,
                "%d charges would cost more than the key holds beside what is in flight".formatted(charges));
    }
}
