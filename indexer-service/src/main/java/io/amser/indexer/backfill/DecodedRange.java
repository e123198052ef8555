package io.amser.indexer.backfill;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import java.util.List;

/** The events of a range, and the contracts known after it. */
record DecodedRange(BlockRange range, BlockHeader end, List<ChainEvent> events, KnownContracts known) {}
