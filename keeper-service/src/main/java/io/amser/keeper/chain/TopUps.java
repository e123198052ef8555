package io.amser.keeper.chain;

import io.amser.protocol.BlockHash;
import java.util.List;
import java.util.Optional;

/**
 * What one node says about some blocks.
 *
 * @param before the hash of the block that was asked for besides; empty if the node has no such block
 * @param last the hash of the last one
 */
public record TopUps(Optional<BlockHash> before, BlockHash last, List<TopUp> found) {}
