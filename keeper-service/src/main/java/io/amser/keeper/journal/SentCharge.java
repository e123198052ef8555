package io.amser.keeper.journal;

import io.amser.keeper.decision.ChargeDecision.Charge;
import io.amser.keeper.decision.DecidedCharge;
import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import io.amser.protocol.subscription.ProcessorPauses;
import java.util.Optional;

/**
 * One window in a transaction.
 *
 * @param amount that the wallet will have less: nothing where a failure is reported
 * @param readyAt since when nothing but the keeper stood in the way; empty after a failure
 */
public record SentCharge(
        SubscriptionKey subscription,
        WindowId window,
        Address payer,
        Address token,
        TokenAmount amount,
        ChainTime dueAt,
        Optional<ChainTime> readyAt) {

    public static SentCharge of(DecidedCharge decided, ProcessorPauses pauses) {
        var quoted = decided.quoted();
        return new SentCharge(
                quoted.due().subscription(),
                quoted.due().window(),
                quoted.quote().payer(),
                quoted.quote().token(),
                decided.decision() instanceof Charge(var amount) ? amount : TokenAmount.ZERO,
                quoted.due().dueAt(),
                readyAt(quoted.due(), pauses));
    }

    private static Optional<ChainTime> readyAt(DueCharge due, ProcessorPauses pauses) {
        return due.reported() || due.failingSince().isPresent()
                ? Optional.empty()
                : Optional.of(ChainTime.later(due.dueAt(), pauses.lastUnpausedAt()));
    }
}
