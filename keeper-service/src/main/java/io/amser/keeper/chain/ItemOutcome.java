package io.amser.keeper.chain;

import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;

/** What became of one charge of a transaction, by the processor's own event. */
public sealed interface ItemOutcome {
    SubscriptionKey subscription();

    WindowId window();

    record Charged(SubscriptionKey subscription, WindowId window, TokenAmount keeperFee) implements ItemOutcome {}

    record Failed(SubscriptionKey subscription, WindowId window, FailCode code) implements ItemOutcome {}
}
