package io.amser.keeper.charging;

import io.amser.keeper.decision.ChargeDecision;
import io.amser.keeper.decision.DecidedCharge;
import io.amser.keeper.schedule.Note;
import io.amser.protocol.ChainTime;
import io.amser.protocol.subscription.ProcessorPauses;
import java.time.Duration;

/** When a window is looked at again. */
final class AfterDecision {
    /** By then a block includes what was sent and the log tells it; if not, the chain is asked again. */
    private static final Duration CONFIRMATION = Duration.ofMinutes(1);

    /** The log is rarely further behind the chain, and a look costs little. */
    private static final Duration CATCHING_UP = Duration.ofSeconds(3);

    /** Soon enough for the next block, and late enough that what is due behind it has its turn in this round. */
    private static final Duration NEXT_BLOCK = Duration.ofSeconds(1);

    /** Gas does not get much cheaper sooner. */
    private static final Duration CHEAPER_GAS = Duration.ofMinutes(1);

    private AfterDecision() {}

    /** What is written beside the window. */
    static Note note(DecidedCharge decided, ProcessorPauses pauses, ChainTime now) {
        var due = decided.quoted().due();
        return switch (decided.decision()) {
            case ChargeDecision.Charge _ -> Note.again(due, now.plus(CONFIRMATION));
            case ChargeDecision.NotWorthwhile _ -> Note.again(due, now.plus(CHEAPER_GAS));
            case ChargeDecision.Superseded _ -> Note.again(due, now.plus(CATCHING_UP));
            case ChargeDecision.ReportFailure _, ChargeDecision.Watch _ -> Note.failing(due, pauses, now);
            case ChargeDecision.Missed _ -> Note.missed(due, pauses, now);
            case ChargeDecision.AwaitInFlight _, ChargeDecision.HeldUp _ -> Note.again(due, now.plus(NEXT_BLOCK));
        };
    }
}
