package io.amser.keeper.decision;

import io.amser.protocol.Reason;

/** A due window, its quote, and what follows. */
public record DecidedCharge(QuotedCharge quoted, ChargeDecision decision) {

    /** Whether this belongs into a transaction. */
    public boolean sends() {
        return decision.sends();
    }

    /** The same window, once the whole batch has been simulated. */
    public DecidedCharge simulated(Reason result) {
        return new DecidedCharge(quoted, ChargeDecision.simulated(quoted.due(), quoted.quote(), result));
    }
}
