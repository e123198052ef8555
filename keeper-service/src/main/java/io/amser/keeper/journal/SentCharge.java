package io.amser.keeper.journal;

import io.amser.keeper.decision.ChargeDecision.Charge;
import io.amser.keeper.decision.DecidedCharge;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;

/**
 * One window in a transaction.
 *
 * @param amount that the wallet will have less: nothing where a failure is reported
 */
public record SentCharge(
        SubscriptionKey subscription,
        WindowId window,
        Address payer,
        Address token,
        TokenAmount amount,
        ChainTime dueAt) {

    public static SentCharge of(DecidedCharge decided) {
        var quoted = decided.quoted();
        return new SentCharge(
                quoted.due().subscription(),
                quoted.due().window(),
                quoted.quote().payer(),
                quoted.quote().token(),
                decided.decision() instanceof Charge(var amount) ? amount : TokenAmount.ZERO,
                quoted.due().dueAt());
    }
}
