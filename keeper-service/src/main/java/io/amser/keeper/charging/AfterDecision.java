package io.amser.keeper.charging;

import io.amser.keeper.decision.ChargeDecision;
import io.amser.keeper.decision.DecidedCharge;
import io.amser.keeper.schedule.Note;
import io.amser.protocol.ChainTime;
import java.time.Duration;
import java.util.Optional;

/** When a window is looked at again. */
final class AfterDecision {
    /** By then a block includes what was sent and the log tells it; if not, the chain is asked again. */
    private static final Duration CONFIRMATION = Duration.ofMinutes(1);

    /** The log is rarely further behind the chain, and a look costs little. */
    private static final Duration CATCHING_UP = Duration.ofSeconds(3);

    private AfterDecision() {}

    /** What is written beside the window; empty if it is handed back as it was, for the next round. */
    static Optional<Note> note(DecidedCharge decided, ChainTime now) {
        var due = decided.quoted().due();
        return switch (decided.decision()) {
            case ChargeDecision.Charge _ -> Optional.of(Note.again(due, now.plus(CONFIRMATION)));
            case ChargeDecision.Superseded _ -> Optional.of(Note.again(due, now.plus(CATCHING_UP)));
            case ChargeDecision.ReportFailure _, ChargeDecision.Watch _ -> Optional.of(Note.failing(due, now));
            case ChargeDecision.Missed _ -> Optional.of(Note.missed(due));
            case ChargeDecision.AwaitInFlight _, ChargeDecision.HeldUp _ -> Optional.empty();
        };
    }
}
