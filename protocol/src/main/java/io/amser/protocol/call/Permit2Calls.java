package io.amser.protocol.call;

import static io.amser.protocol.call.Wrappers.PERMIT2;

import io.amser.contracts.Permit2;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Call.Done;
import java.math.BigInteger;
import java.util.List;

/** Calls of Uniswap's Permit2, in which the spender is the payment processor. */
public final class Permit2Calls {
    private Permit2Calls() {}

    public static Call<Permit2Allowance> allowance(Address permit2, AllowanceKey key) {
        var call = PERMIT2.allowance(
                key.owner().value(), key.token().value(), key.processor().value());
        return Call.question(
                permit2,
                call,
                answer -> new Permit2Allowance(
                        answer.amount(0), answer.time(1), answer.number(2).longValueExact()));
    }

    /** The sender sets an allowance without a signature; an expiration of second 0 means this block only. */
    public static Call<Done> approve(
            Address permit2, Address token, Address spender, TokenAmount amount, ChainTime expiration) {
        return Call.transaction(
                permit2,
                PERMIT2.approve(
                        token.value(), spender.value(), amount.value(), BigInteger.valueOf(expiration.seconds())));
    }

    /** The sender takes back what {@code spender} may take of {@code token}. */
    public static Call<Done> lockdown(Address permit2, Address token, Address spender) {
        return Call.transaction(
                permit2, PERMIT2.lockdown(List.of(new Permit2.TokenSpenderPair(token.value(), spender.value()))));
    }
}
