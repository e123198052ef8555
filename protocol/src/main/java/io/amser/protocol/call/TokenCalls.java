package io.amser.protocol.call;

import static io.amser.protocol.call.Wrappers.TEST_USD;
import static io.amser.protocol.call.Wrappers.TOKEN;

import io.amser.protocol.Address;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Call.Done;

/** Calls of an ERC-20 token. */
public final class TokenCalls {
    private TokenCalls() {}

    public static Call<TokenAmount> balanceOf(Address token, Address owner) {
        return Call.question(token, TOKEN.balanceOf(owner.value()), answer -> answer.amount(0));
    }

    public static Call<TokenAmount> allowance(Address token, Address owner, Address spender) {
        return Call.question(token, TOKEN.allowance(owner.value(), spender.value()), answer -> answer.amount(0));
    }

    public static Call<Done> approve(Address token, Address spender, TokenAmount amount) {
        return Call.transaction(token, TOKEN.approve(spender.value(), amount.value()));
    }

    public static Call<Done> transfer(Address token, Address to, TokenAmount amount) {
        return Call.transaction(token, TOKEN.transfer(to.value(), amount.value()));
    }

    /** Test tokens only: anyone may have some. */
    public static Call<Done> mint(Address token, Address to, TokenAmount amount) {
        return Call.transaction(token, TEST_USD.mint(to.value(), amount.value()));
    }
}
