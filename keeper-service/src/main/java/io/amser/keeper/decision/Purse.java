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
        return shortageOf(needed, needed, now);
    }

    /** The same where not all that is taken from the balance goes through this processor. */
    public Optional<FailCode> shortageOf(TokenAmount fromAllowance, TokenAmount fromBalance, ChainTime now) {
        if (now.isAfter(allowanceExpiry)) {
            return Optional.of(FailCode.ALLOWANCE_EXPIRED);
        }
        if (!isUnlimited() && !allowance.covers(fromAllowance)) {
            return Optional.of(FailCode.INSUFFICIENT_ALLOWANCE);
        }
        return balance.covers(fromBalance) && approval.covers(fromBalance)
                ? Optional.empty()
                : Optional.of(FailCode.TRANSFER_FAILED);
    }

    /** By how much the scarcest of allowance, balance and approval falls short. */
    public TokenAmount missing(TokenAmount fromAllowance, TokenAmount fromBalance) {
        var ofBalance = lack(fromBalance, balance.compareTo(approval) < 0 ? balance : approval);
        var ofAllowance = isUnlimited() ? TokenAmount.ZERO : lack(fromAllowance, allowance);
        return ofBalance.compareTo(ofAllowance) > 0 ? ofBalance : ofAllowance;
    }

    private static TokenAmount lack(TokenAmount needed, TokenAmount there) {
        return there.covers(needed) ? TokenAmount.ZERO : needed.minus(there);
    }

    private boolean isUnlimited() {
        return allowance.equals(TokenAmount.UNLIMITED_ALLOWANCE);
    }
}
