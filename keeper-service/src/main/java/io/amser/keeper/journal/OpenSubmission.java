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
 * @param age since it was signed
 * @param sinceBroadcast empty if no node has had it
 * @param refusal why a node will never take it
 */
public record OpenSubmission(
        Slot slot,
        Payload payload,
        Signed latest,
        List<TxHash> hashes,
        int attempt,
        Duration age,
        Optional<Duration> sinceBroadcast,
        Optional<String> refusal) {}
