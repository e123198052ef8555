package io.amser.eventlog;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import java.time.Instant;
import java.util.List;

/**
 * A head as its topic carries it, with the place in the log up to which it tells everything.
 *
 * @param firstPublishedAt when this block was first the head; repetitions keep it
 * @param endOffsets for each partition of the log the offset after its last record, 0 where there is none
 */
public record HeadRecord(
        ChainId chainId,
        BlockNumber number,
        BlockHash hash,
        ChainTime timestamp,
        BlockNumber safe,
        BlockNumber finalized,
        Instant firstPublishedAt,
        List<Long> endOffsets) {

    public HeadRecord {
        endOffsets = List.copyOf(endOffsets);
    }

    public Head head() {
        return new Head(chainId, number, hash, timestamp, safe, finalized);
    }
}
