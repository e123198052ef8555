package io.amser.keeper.submission;

import io.amser.keeper.journal.Slot;

/** Nothing of a batch is stored: it would spend too much, or another replica has sent one of its windows meanwhile. */
final class NotStored extends RuntimeException {
    private NotStored(String why) {
        super(why);
    }

    static NotStored inFlight(Slot slot) {
        return new NotStored("a window of the batch for nonce " + slot.nonce() + " is in flight elsewhere");
    }

    static NotStored overBudget(int charges) {
        return new NotStored("%d charges would cost more than is left of amser.keeper.submission.max-spend-per-day"
                .formatted(charges));
    }
}
