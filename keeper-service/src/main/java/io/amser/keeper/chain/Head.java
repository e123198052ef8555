package io.amser.keeper.chain;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import java.math.BigInteger;

/** The newest block. */
public record Head(BlockNumber number, BlockHash hash, ChainTime time, BigInteger baseFee) {}
