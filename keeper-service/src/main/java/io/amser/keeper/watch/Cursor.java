package io.amser.keeper.watch;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import java.util.Optional;

/**
 * The last block whose logs were read.
 *
 * @param hash empty after a step back: whatever stands there is believed
 */
record Cursor(BlockNumber block, Optional<BlockHash> hash) {
    /** Blocks are read again for a while: a node may tell their logs late, and another replica may wait for them late. */
    private static final long AGAIN = 8;

    /** Deeper reorganisations than this are left to the schedule of retries. */
    private static final long STEP_BACK = 128;

    /** The first block that is read next. */
    BlockNumber from() {
        return back(AGAIN - 1);
    }

    /** Where to begin anew after a reorganisation. */
    Cursor steppedBack() {
        return steppedBackTo(back(STEP_BACK));
    }

    Cursor steppedBackTo(BlockNumber other) {
        return new Cursor(other, Optional.empty());
    }

    /** A head so far below is another chain than the one that was read. */
    boolean isFarAbove(BlockNumber head) {
        return block.value() - head.value() > STEP_BACK;
    }

    /** Whether the block that was read is not the one that a node has there. */
    boolean contradicts(Optional<BlockHash> told) {
        return hash.isPresent() && !hash.equals(told);
    }

    boolean keeps(BlockNumber read) {
        return read.value() >= from().value();
    }

    private BlockNumber back(long blocks) {
        return new BlockNumber(Math.max(0, block.value() - blocks));
    }
}
