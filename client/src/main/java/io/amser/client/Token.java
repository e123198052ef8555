package io.amser.client;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the protocol says about a token; limits of one charge in token base units.
 *
 * @param asOf null in lists
 */
public record Token(
        Address tokenAddress,
        boolean enabled,
        int decimals,
        BigInteger minPerTx,
        BigInteger maxPerTx,
        String name,
        String symbol,
        @Nullable AsOf asOf) {}
