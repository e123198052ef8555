package io.amser.keeper.decision;

import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.ChainTime;
import io.amser.protocol.FailCode;
import io.amser.protocol.Reason;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Quote;
import io.amser.protocol.subscription.ProcessorPauses;

/** What a keeper does about one window that is due. */
public sealed interface ChargeDecision {

    /** The charge will go through. */
    record Charge(TokenAmount amount) implements ChargeDecision {}

    /** It cannot go through, and the chain does not say so yet: the merchant is to see the failure. */
    record ReportFailure(FailCode code) implements ChargeDecision {}

    /** The chain carries the failure: nothing is sent until the charge would go through. */
    record Watch(Reason why) implements ChargeDecision {}

    /** Money is short only because other charges of the wallet are under way. */
    record AwaitInFlight() implements ChargeDecision {}

    /** Nothing is wrong with the subscription: it is looked at again in the next round. */
    record HeldUp(Reason why) implements ChargeDecision {}

    /** The keeper's share does not pay for the gas: it waits for cheaper gas, or for somebody else. */
    record NotWorthwhile() implements ChargeDecision {}

    /** The window is closed: only a recovery opens another one. */
    record Missed() implements ChargeDecision {}

    /** The chain has moved on from what the log has told so far. */
    record Superseded(Reason why) implements ChargeDecision {}

    /**
     * What to do about {@code due}, by what the chain says in one block.
     *
     * @param purse what the wallet can pay in the block of the quote
     * @param earlier what charges that come first in the same lot take from it
     * @param now the time of that block
     */
    static ChargeDecision decide(DueCharge due, Quote quote, Purse purse, TokenAmount earlier, ChainTime now) {
        if (isOlderThanTheLog(quote, due)) {
            return new HeldUp(quote.reason());
        }
        if (!quote.windowId().equals(due.window())) {
            return new Superseded(quote.reason());
        }
        if (quote.reason() != Reason.NONE) {
            return refused(due.reported(), quote.reason());
        }
        var needed = earlier.plus(quote.amount());
        var shortage = purse.shortageOf(needed, now);
        if (shortage.isPresent()) {
            return failing(due.reported(), shortage.get());
        }
        return purse.shortageOf(needed.plus(purse.inFlight()), now).isPresent()
                ? new AwaitInFlight()
                : new Charge(quote.amount());
    }

    /** The log can tell of a block while a round still looks at the one before: the next round sees it too. */
    private static boolean isOlderThanTheLog(Quote quote, DueCharge due) {
        return quote.reason() == Reason.UNKNOWN_SUBSCRIPTION || quote.windowId().compareTo(due.window()) < 0;
    }

    /** The decision about an item that was to be sent, once the whole batch has been simulated. */
    static ChargeDecision simulated(DueCharge due, Quote quote, Reason result) {
        return result == Reason.NONE ? new Charge(quote.amount()) : refused(due.reported(), result);
    }

    /** Nothing is sent that a block could include only after the window has closed. */
    default ChargeDecision unlessTooLate(DueCharge due, ProcessorPauses pauses, ChainTime now) {
        return sends() && due.lastSendAt(pauses).filter(now::isAfter).isPresent()
                ? new HeldUp(Reason.PAYMENT_WINDOW_VIOLATION)
                : this;
    }

    /** Whether this belongs into a transaction. */
    default boolean sends() {
        return switch (this) {
            case Charge _, ReportFailure _ -> true;
            case Watch _, AwaitInFlight _, HeldUp _, NotWorthwhile _, Missed _, Superseded _ -> false;
        };
    }

    private static ChargeDecision refused(boolean reported, Reason reason) {
        return switch (reason) {
            case NONE -> throw new IllegalArgumentException("Nothing speaks against this charge");
            case INSUFFICIENT_ALLOWANCE -> failing(reported, FailCode.INSUFFICIENT_ALLOWANCE);
            case ALLOWANCE_EXPIRED -> failing(reported, FailCode.ALLOWANCE_EXPIRED);
            case TRANSFER_FAILED -> failing(reported, FailCode.TRANSFER_FAILED);
            case UNSUPPORTED_TOKEN -> failing(reported, FailCode.UNSUPPORTED_TOKEN);
            case FAILURE_ALREADY_REPORTED, UNKNOWN_MODULE, QUOTE_MISMATCH -> new Watch(reason);
            case PAYMENT_WINDOW_VIOLATION -> new Missed();
            case PROCESSOR_PAUSED, NOT_KEEPER, INSUFFICIENT_GAS -> new HeldUp(reason);
            case PAYMENT_ALREADY_PROCESSED, UNKNOWN_SUBSCRIPTION, NOT_DUE, PAUSED, CANCELLED, BLOCKED, BUDGET_USED_UP ->
                new Superseded(reason);
        };
    }

    private static ChargeDecision failing(boolean reported, FailCode code) {
        return reported ? new Watch(Reason.valueOf(code.name())) : new ReportFailure(code);
    }
}
