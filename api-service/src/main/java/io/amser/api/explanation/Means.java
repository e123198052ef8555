package io.amser.api.explanation;

import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Permit2Allowance;
import java.util.List;

/**
 * What a wallet can pay of one token.
 *
 * @param approval what the token lets Permit2 take
 * @param promised what charges that are due before this one take first
 */
record Means(TokenAmount balance, TokenAmount approval, Permit2Allowance permit2, TokenAmount promised) {

    /** These means after all charges that are due before and that they cover, the oldest first. */
    Means after(List<TokenAmount> dueBefore, ChainTime now) {
        var means = this;
        for (var price : dueBefore) {
            means = means.covers(price, now) ? means.promising(price) : means;
        }
        return means;
    }

    boolean covers(TokenAmount price, ChainTime now) {
        return !expired(now) && permit2Covers(price) && approvalCovers(price) && balanceCovers(price);
    }

    boolean expired(ChainTime now) {
        return now.isAfter(permit2.expiration());
    }

    boolean permit2Covers(TokenAmount price) {
        return permit2.amount().equals(TokenAmount.UNLIMITED_ALLOWANCE)
                || permit2.amount().covers(promised.plus(price));
    }

    boolean approvalCovers(TokenAmount price) {
        return approval.covers(promised.plus(price));
    }

    boolean balanceCovers(TokenAmount price) {
        return balance.covers(promised.plus(price));
    }

    private Means promising(TokenAmount price) {
        return new Means(balance, approval, permit2, promised.plus(price));
    }
}
