package io.amser.indexer.chain;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;

/** A block by its place in a branch of the chain. */
public record BlockHeader(BlockNumber number, BlockHash hash, BlockHash parent, ChainTime timestamp) {

    public boolean isChildOf(BlockHeader other) {
        return number.value() == other.number.value() + 1 && parent.equals(other.hash);
    }
}
