package io.amser.keeper.decision;

import io.amser.protocol.ChainTime;
import io.amser.protocol.FailCode;
import io.amser.protocol.TokenAmount;
import java.util.Optional;

/**
 * What a wallet can pay of one token through the processor.
 *
 * @param allowance what Permit2 still lets the processor take
 * @param allowanceExpiry until when
 * @param approval what the token lets Permit2 take
 * @param inFlight what charges that were sent but not seen in a block may still take
 */
public record Purse(
        TokenAmount allowance,
        ChainTime allowanceExpiry,
        TokenAmount balance,
        TokenAmount approval,
        TokenAmount inFlight) {
    public static final Purse EMPTY =
            new Purse(TokenAmount.ZERO, new ChainTime(0), TokenAmount.ZERO, TokenAmount.ZERO, TokenAmount.ZERO);

    public Purse withInFlight(TokenAmount amount) {
        return new Purse(allowance, allowanceExpiry, balance, approval, amount);
    }

    /** How a charge that brings the sum to {@code needed} would fail at {@code now}; empty if it is covered. */
    public Optional<FailCode> shortageOf(TokenAmount needed, ChainTime now) {
        if (now.isAfter(allowanceExpiry)) {
            return Optional.of(FailCode.ALLOWANCE_EXPIRED);
        }
        if (!allowance.equals(TokenAmount.UNLIMITED_ALLOWANCE) && !allowance.covers(needed)) {
            return Optional.of(FailCode.INSUFFICIENT_ALLOWANCE);
        }
        return balance.covers(needed) && approval.covers(needed)
                ? Optional.empty()
                : Optional.of(FailCode.TRANSFER_FAILED);
    }
}
