package io.amser.indexer.backfill;

import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.RangeLogs;
import java.util.Optional;

/** The logs of as many blocks at the beginning of a range as were answered at once, and the blocks that are left. */
record Beginning(RangeLogs logs, Optional<BlockRange> rest) {

    static Beginning of(BlockRange range, BlockRange answered, RangeLogs logs) {
        return new Beginning(logs, range.after(answered.last()));
    }
}
