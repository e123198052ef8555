package io.amser.protocol.subscription;

import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription has paid so far.
 *
 * @param lastPaidAt the second that the last paid period counts from; null before the first charge
 */
public record Charges(
        long timesExecuted,
        TokenAmount totalSpent,
        @Nullable ChainTime lastPaidAt) {
    public static final Charges NONE = new Charges(0, TokenAmount.ZERO, null);

    Charges after(ExecutionExecuted event) {
        return new Charges(timesExecuted + 1, totalSpent.plus(event.amount()), event.executionTime());
    }
}
