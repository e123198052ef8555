package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.rpc.bloom.LogsBloom;
import java.util.Optional;

/** A block as a node tells it; not every chain has blooms. */
record NodeBlock(BlockHeader header, Optional<LogsBloom> bloom) {}
