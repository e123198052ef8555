package io.amser.keeper.chain;

import io.amser.protocol.TxHash;
import java.math.BigInteger;
import java.util.List;

/**
 * A transaction that stands in a block.
 *
 * @param succeeded false if it was reverted as a whole
 * @param gasPrice in wei per unit of gas
 * @param l1Fee in wei, what a rollup took for the data besides
 * @param outcomes of the charges in it, as far as the processor told of them
 */
public record Receipt(
        TxHash tx,
        Block block,
        boolean succeeded,
        long gasUsed,
        BigInteger gasPrice,
        BigInteger l1Fee,
        List<ItemOutcome> outcomes) {

    /** In wei, all that the transaction cost. */
    public BigInteger cost() {
        return gasPrice.multiply(BigInteger.valueOf(gasUsed)).add(l1Fee);
    }
}
