package io.amser.protocol.call;

import static io.amser.protocol.call.Wrappers.TOKEN_REGISTRY;

import io.amser.protocol.Address;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.call.Call.Done;
import java.math.BigInteger;

/** Calls of the token registry. */
public final class TokenRegistryCalls {
    private TokenRegistryCalls() {}

    /** The registry reads name, symbol and decimals from the token. */
    public static Call<Done> setPolicy(
            Address registry, Address token, boolean enabled, TokenAmount min, TokenAmount max, TokenKind kind) {
        return Call.transaction(
                registry, TOKEN_REGISTRY.setPolicy(token.value(), enabled, min.value(), max.value(), number(kind)));
    }

    public static Call<Boolean> isChargeable(Address registry, Address token, TokenAmount amount) {
        return Call.question(
                registry, TOKEN_REGISTRY.isChargeable(token.value(), amount.value()), answer -> answer.bool(0));
    }

    private static BigInteger number(TokenKind kind) {
        return switch (kind) {
            case STANDARD -> BigInteger.ZERO;
            case PERMIT -> BigInteger.ONE;
        };
    }
}
