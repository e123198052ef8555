package io.amser.protocol.call;

import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;

/**
 * What Permit2 lets a spender take right now.
 *
 * @param nonce that the next signed permit has to carry
 */
public record Permit2Allowance(TokenAmount amount, ChainTime expiration, long nonce) {

    /** Whether it is good for a charge of {@code charge} in a block of time {@code now}. */
    public boolean covers(TokenAmount charge, ChainTime now) {
        return !now.isAfter(expiration) && amount.covers(charge);
    }
}
