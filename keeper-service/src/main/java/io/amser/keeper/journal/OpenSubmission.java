package io.amser.keeper.journal;

import io.amser.protocol.TxHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A nonce whose transaction no block is known to hold.
 *
 * @param latest the one with the highest fees
 * @param hashes of all that were signed for this nonce: any of them may end up in a block
 * @param attempt its number, from 1
 * @param takenAt the newest block when a node first took it; empty if none has
 * @param freeSince the block since which no earlier nonce stands in its way, where we know it
 * @param tries how often it was shown to the nodes
 * @param sinceTry since it was shown last
 * @param offered for how long it waits for a block with the fees of the latest
 * @param unaccounted for how long the nonce has been used without a receipt of ours
 * @param refusal why a node will never take it
 */
public record OpenSubmission(
        Slot slot,
        Payload payload,
        Signed latest,
        List<TxHash> hashes,
        int attempt,
        Optional<Moment> takenAt,
        Optional<Moment> freeSince,
        int tries,
        Duration sinceTry,
        Duration offered,
        Optional<Duration> unaccounted,
        Optional<String> refusal) {

    /** Since when a block could have included it; empty if no node has had it. */
    public Optional<Moment> waitingSince() {
        return takenAt.map(taken -> freeSince
                .filter(free -> free.block().compareTo(taken.block()) > 0)
                .orElse(taken));
    }
}
