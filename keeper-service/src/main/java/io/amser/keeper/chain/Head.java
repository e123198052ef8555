package io.amser.keeper.chain;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import java.math.BigInteger;

/**
 * The newest block, and what gas costs after it.
 *
 * @param baseFee in wei per unit of gas
 * @param tip that the node suggests, likewise
 */
public record Head(BlockNumber number, BlockHash hash, ChainTime time, BigInteger baseFee, BigInteger tip) {}
