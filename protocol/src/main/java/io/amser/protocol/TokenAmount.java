package io.amser.protocol;

import java.math.BigInteger;

/** A number of token base units, 0 to 2^256 - 1. */
public record TokenAmount(BigInteger value) implements Comparable<TokenAmount> {
    public static final TokenAmount ZERO = new TokenAmount(BigInteger.ZERO);

    /** An allowance of this amount is never used up by Permit2. */
    public static final TokenAmount UNLIMITED_ALLOWANCE =
            new TokenAmount(BigInteger.ONE.shiftLeft(160).subtract(BigInteger.ONE));

    public TokenAmount {
        if (value.signum() < 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("A token amount must be 0 to 2^256 - 1: " + value);
        }
    }

    public static TokenAmount of(long baseUnits) {
        return new TokenAmount(BigInteger.valueOf(baseUnits));
    }

    public static TokenAmount parse(String decimal) {
        return new TokenAmount(new BigInteger(decimal));
    }

    public TokenAmount plus(TokenAmount other) {
        return new TokenAmount(value.add(other.value));
    }

    /** The rest after {@code other}, which must not be more than this. */
    public TokenAmount minus(TokenAmount other) {
        return new TokenAmount(value.subtract(other.value));
    }

    public boolean covers(TokenAmount other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(TokenAmount other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
