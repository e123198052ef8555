package io.amser.eventlog;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import java.time.Instant;
import java.util.List;

/**
 * The newest block of a chain, as the indexer sees it.
 *
 * @param safe the newest block that the chain calls safe
 * @param finalized the newest block that can never be taken back
 */
public record Head(
        ChainId chainId,
        BlockNumber number,
        BlockHash hash,
        ChainTime timestamp,
        BlockNumber safe,
        BlockNumber finalized) {

    /** This head with what its record says of the log. */
    public HeadRecord published(Instant firstPublishedAt, List<Long> endOffsets) {
        return new HeadRecord(chainId, number, hash, timestamp, safe, finalized, firstPublishedAt, endOffsets);
    }
}
