package io.amser.protocol;

import java.math.BigInteger;

/** How many more charges a subscriber agrees to. */
public sealed interface Executions {
    /** The number that stands for "unlimited" on chain. */
    BigInteger UNLIMITED_ON_CHAIN = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

    /** A number of charges, 0 to 2^32 - 1. */
    record Limited(long left) implements Executions {
        public Limited {
            if (left < 0 || left > 0xffff_ffffL) {
                throw new IllegalArgumentException("A budget of charges must fit in 32 bits: " + left);
            }
        }
    }

    /** No bound but the allowance and its expiry. */
    record Unlimited() implements Executions {}

    static Executions unlimited() {
        return new Unlimited();
    }

    static Executions limited(long left) {
        return new Limited(left);
    }

    static Executions ofChain(BigInteger remaining) {
        return remaining.equals(UNLIMITED_ON_CHAIN) ? unlimited() : new Limited(remaining.longValueExact());
    }

    default BigInteger onChain() {
        return switch (this) {
            case Limited l -> BigInteger.valueOf(l.left());
            case Unlimited _ -> UNLIMITED_ON_CHAIN;
        };
    }

    default boolean usedUp() {
        return this instanceof Limited(var left) && left == 0;
    }
}
