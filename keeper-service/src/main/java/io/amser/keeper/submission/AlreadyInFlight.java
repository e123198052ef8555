package io.amser.keeper.submission;

import io.amser.keeper.journal.Slot;

/** Another replica has sent a window of this batch meanwhile: nothing of the batch was stored. */
final class AlreadyInFlight extends RuntimeException {
    AlreadyInFlight(Slot slot) {
        super("A window of the batch for nonce " + slot.nonce() + " is in flight elsewhere");
    }
}
