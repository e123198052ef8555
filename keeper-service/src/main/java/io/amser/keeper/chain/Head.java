package io.amser.keeper.chain;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import java.math.BigInteger;

/**
 * The newest block, and what gas costs after it.
 *
 * @param finalized the newest block that can never be taken back
 * @param baseFee in wei per unit of gas
 * @param tip that the node suggests, likewise
 */
public record Head(
        BlockNumber number, BlockHash hash, ChainTime time, BlockNumber finalized, BigInteger baseFee, BigInteger tip) {

    Block block() {
        return new Block(number, hash, time);
    }
}
