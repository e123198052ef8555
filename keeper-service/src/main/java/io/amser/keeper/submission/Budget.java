package io.amser.keeper.submission;

import java.math.BigInteger;

/**
 * What a key spends in the present UTC day of chain time, in wei.
 *
 * @param spent what is paid and what open transactions may still cost
 * @param held whether not even one more charge fits below the ceiling
 */
public record Budget(BigInteger spent, BigInteger ceiling, boolean held) {
    public static final Budget UNKNOWN = new Budget(BigInteger.ZERO, BigInteger.ZERO, false);
}
