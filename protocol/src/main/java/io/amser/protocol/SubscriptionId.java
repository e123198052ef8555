package io.amser.protocol;

import java.math.BigInteger;

/** The number of a subscription within its module, a uint256. */
public record SubscriptionId(BigInteger value) implements Comparable<SubscriptionId> {
    public SubscriptionId {
        if (value.signum() < 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("A subscription id must be 0 to 2^256 - 1: " + value);
        }
    }

    public static SubscriptionId of(long value) {
        return new SubscriptionId(BigInteger.valueOf(value));
    }

    public static SubscriptionId parse(String decimal) {
        return new SubscriptionId(new BigInteger(decimal));
    }

    @Override
    public int compareTo(SubscriptionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
