package io.amser.indexer.verify;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.EventId;
import java.util.List;

/**
 * What a comparison of chain and log found.
 *
 * @param moved whether the chain changed its newest blocks meanwhile, so that differences may be of that
 * @param differingRanges where chain and log differ, as {@code first..last}
 * @param unexamined how many of those ranges held too much to name their events
 * @param missing events that the chain has and the log has not
 * @param surplus events that the log has and the chain has not
 * @param altered events of which the log says something else than the chain
 */
public record VerificationReport(
        BlockNumber from,
        BlockNumber to,
        boolean moved,
        long eventsOnChain,
        long eventsInLog,
        List<String> differingRanges,
        int unexamined,
        List<EventId> missing,
        List<EventId> surplus,
        List<EventId> altered) {

    public boolean isClean() {
        return differingRanges.isEmpty();
    }
}
