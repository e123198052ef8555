package io.amser.keeper.journal;

import io.amser.keeper.chain.HexBytes;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import java.math.BigInteger;

/**
 * What a transaction does, whatever it offers for its gas.
 *
 * @param validUntil the last second in which all of its charges are allowed
 */
public record Payload(Address target, HexBytes callData, long gasLimit, ChainTime validUntil) {
    private static final long PLAIN_TRANSFER_GAS = 21_000;
    private static final ChainTime FOR_EVER = new ChainTime((1L << 48) - 1);

    /** A payment of nothing to oneself, which only uses the nonce up. */
    public static Payload freeing(Address key) {
        return new Payload(key, HexBytes.NONE, PLAIN_TRANSFER_GAS, FOR_EVER);
    }

    public boolean isFreeing(Address key) {
        return target.equals(key);
    }

    /** In wei, the most that it can cost at these fees. */
    public BigInteger mayCost(GasFees fees) {
        return fees.max().multiply(BigInteger.valueOf(gasLimit));
    }
}
