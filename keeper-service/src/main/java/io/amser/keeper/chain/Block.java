package io.amser.keeper.chain;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;

/** A block of the branch that the chain is on. */
public record Block(BlockNumber number, BlockHash hash, ChainTime time) {}
