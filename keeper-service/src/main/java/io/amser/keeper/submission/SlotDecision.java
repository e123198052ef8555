package io.amser.keeper.submission;

import io.amser.keeper.journal.OpenSubmission;
import io.amser.protocol.ChainTime;
import java.time.Duration;

/** What to do about a nonce that is in no block yet. */
enum SlotDecision {
    WAIT,
    /** The same bytes once more: no node has had them, or one may have lost them. */
    REBROADCAST,
    /** The same charges for a higher fee. */
    RAISE_FEES,
    /** Nothing but the nonce is used: what stands there can no longer do any good. */
    FREE;

    static SlotDecision decide(OpenSubmission open, ChainTime now, Duration replaceAfter, Duration rebroadcastAfter) {
        if (now.isAfter(open.payload().validUntil()) || open.refusal().isPresent()) {
            return FREE;
        }
        if (open.sinceBroadcast().isEmpty()) {
            return REBROADCAST;
        }
        if (open.age().compareTo(replaceAfter) >= 0) {
            return RAISE_FEES;
        }
        return open.sinceBroadcast().get().compareTo(rebroadcastAfter) >= 0 ? REBROADCAST : WAIT;
    }
}
