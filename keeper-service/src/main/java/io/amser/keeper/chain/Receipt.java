package io.amser.keeper.chain;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.TxHash;
import java.math.BigInteger;
import java.util.List;

/**
 * A transaction that stands in a block.
 *
 * @param succeeded false if it was reverted as a whole
 * @param outcomes of the charges in it, as far as the processor told of them
 */
public record Receipt(
        TxHash tx,
        BlockNumber block,
        boolean succeeded,
        long gasUsed,
        BigInteger gasPrice,
        List<ItemOutcome> outcomes) {}
