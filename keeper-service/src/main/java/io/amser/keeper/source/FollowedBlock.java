package io.amser.keeper.source;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;

/** A block up to which all events are applied. */
record FollowedBlock(BlockNumber number, BlockHash hash) {}
