package io.amser.keeper.decision;

import io.amser.protocol.Reason;

/** A due window, its quote, and what follows. */
public record DecidedCharge(QuotedCharge quoted, ChargeDecision decision) {

    /** Whether this belongs into a transaction. */
    public boolean sends() {
        return switch (decision) {
            case ChargeDecision.Charge _, ChargeDecision.ReportFailure _ -> true;
            case ChargeDecision.Watch _,
                    ChargeDecision.AwaitInFlight _,
                    ChargeDecision.HeldUp _,
                    ChargeDecision.Missed _,
                    ChargeDecision.Superseded _ -> false;
        };
    }

    /** The same window, once the whole batch has been simulated. */
    public DecidedCharge simulated(Reason result) {
        return new DecidedCharge(quoted, ChargeDecision.simulated(quoted.due(), quoted.quote(), result));
    }
}
