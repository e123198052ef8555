package io.amser.eventlog;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.EventId;
import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;

/**
 * A keeper's forecast: as things stand, the charge of this window will not go through.
 *
 * @param id the same for the same window, whoever foresees it and however often
 * @param amount of the charge
 * @param shortfall what is missing of it, once the charges of the wallet that are due before have been paid
 * @param dueAt when the charge is due
 * @param reason how it will fail
 * @param blockTime of the block in which balance and allowance were read
 */
public record PaymentAtRisk(
        EventId id,
        ChainId chainId,
        Address merchant,
        SubscriptionKey subscription,
        WindowId windowId,
        Address subscriber,
        Address token,
        TokenAmount amount,
        TokenAmount shortfall,
        ChainTime dueAt,
        FailCode reason,
        BlockNumber blockNumber,
        BlockHash blockHash,
        ChainTime blockTime) {}
