package io.amser.keeper.journal;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What a transaction offers for its gas, in wei per unit (EIP-1559).
 *
 * @param max for base fee and tip together
 * @param tip at most, for whoever builds the block
 */
public record GasFees(BigInteger max, BigInteger tip) {
    private static final BigInteger EIGHT = BigInteger.valueOf(8);

    /** What charges may offer at most: an eighth more, so that their nonce can still be freed, stays below {@code ceiling}. */
    public static BigInteger leavingRoom(BigInteger ceiling) {
        return ceiling.multiply(EIGHT).divide(EIGHT.add(BigInteger.ONE)).subtract(BigInteger.ONE);
    }

    /** Room for six full blocks in a row; empty if the next block alone would cost more than {@code ceiling}. */
    public static Optional<GasFees> of(BigInteger baseFee, BigInteger tip, BigInteger ceiling) {
        if (baseFee.add(tip).compareTo(ceiling) > 0) {
            return Optional.empty();
        }
        return Optional.of(new GasFees(baseFee.shiftLeft(1).add(tip).min(ceiling), tip));
    }

    /** Nodes take a replacement only if both fields are an eighth higher; empty if that is above {@code ceiling}. */
    public Optional<GasFees> replacedBy(GasFees fresh, BigInteger ceiling) {
        var raised =
                new GasFees(anEighthMore(max).max(fresh.max), anEighthMore(tip).max(fresh.tip));
        return raised.max.compareTo(ceiling) > 0 ? Optional.empty() : Optional.of(raised);
    }

    private static BigInteger anEighthMore(BigInteger fee) {
        return fee.add(fee.add(EIGHT.subtract(BigInteger.ONE)).divide(EIGHT)).max(BigInteger.ONE);
    }
}
