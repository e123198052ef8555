package io.amser.keeper.decision;

import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.call.Quote;

/** A due window with the module's own word on what a charge would be now. */
public record QuotedCharge(DueCharge due, Quote quote) {

    /** Where the money would come from: shared by all subscriptions of the wallet in this token. */
    public AllowanceKey wallet() {
        return new AllowanceKey(due.processor(), quote.payer(), quote.token());
    }
}
