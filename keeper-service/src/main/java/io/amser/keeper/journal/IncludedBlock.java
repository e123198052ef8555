package io.amser.keeper.journal;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;

/**
 * A block in which transactions of ours were seen.
 *
 * @param longAgo whether that was so long ago that a node which does not have the block is not just a little behind
 */
public record IncludedBlock(BlockNumber number, BlockHash hash, boolean longAgo) {}
