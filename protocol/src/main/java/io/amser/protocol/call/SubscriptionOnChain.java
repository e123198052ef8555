package io.amser.protocol.call;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanId;
import io.amser.protocol.WindowId;

/**
 * A subscription as the module's storage holds it.
 *
 * @param lastPaidAt second 0 before the first charge
 */
public record SubscriptionOnChain(
        Address subscriber,
        PlanId planId,
        boolean pausedBySubscriber,
        boolean pausedByMerchant,
        boolean cancelled,
        Executions remainingExecutions,
        ChainTime lastPaidAt,
        ChainTime nextChargeAt,
        WindowId windowId,
        ChainTime allowanceExpiry) {}
