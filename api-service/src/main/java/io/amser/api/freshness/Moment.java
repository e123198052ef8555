package io.amser.api.freshness;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import java.time.Duration;

/**
 * The chain's present time, and the block from which it is known.
 *
 * @param newestBlock when the newest block was made that anybody has told of
 */
public record Moment(ChainTime time, ChainTime newestBlock, AsOf asOf) {
    /** Endpoints hear of a block one after the other. */
    private static final Duration HEARSAY = Duration.ofSeconds(15);

    Moment markedIf(boolean lacksRecords) {
        return new Moment(time, newestBlock, asOf.markedIf(lacksRecords));
    }

    /** Whether something that concerns the answer could not be applied. */
    public boolean lacksRecords() {
        return asOf.incomplete() != null;
    }

    /** An endpoint whose newest block is older than this does not know the chain as it is. */
    public ChainTime oldestKnowing() {
        return newestBlock.minus(HEARSAY);
    }

    /** What an answer rests on that the chain itself gave. */
    public AsOf of(BlockNumber block, BlockHash hash, ChainTime made) {
        var behind = Math.max(0, newestBlock.since(made).toSeconds());
        return new AsOf(block.toString(), hash.value(), Finality.LATEST, behind, null);
    }
}
