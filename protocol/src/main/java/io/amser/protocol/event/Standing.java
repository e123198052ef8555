package io.amser.protocol.event;

import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.WindowId;

/**
 * The state of a subscription after the event that carries it.
 *
 * @param blocked as of this event only: blocking is a state of the wallet, with events of its own
 */
public record Standing(
        boolean pausedBySubscriber,
        boolean pausedByMerchant,
        boolean cancelled,
        boolean blocked,
        Executions remainingExecutions,
        ChainTime nextChargeAt,
        WindowId windowId,
        ChainTime allowanceExpiry) {}
