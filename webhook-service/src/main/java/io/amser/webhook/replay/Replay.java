package io.amser.webhook.replay;

import io.amser.protocol.Address;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A wish, and how far it is fulfilled.
 *
 * @param place in the merchant's list up to which everything has been looked at
 * @param last place that is looked at
 * @param total how many events there were to replay when it was made
 * @param replayed how many deliveries were made so far
 * @param skipped how many events had been taken back by the time their turn came
 * @param pending how many of its deliveries are not done
 */
record Replay(
        UUID id,
        Address merchant,
        UUID endpoint,
        ReplayWish wish,
        ReplayState state,
        long place,
        long last,
        long total,
        long replayed,
        long skipped,
        long pending,
        Instant createdAt,
        Optional<Instant> finishedAt) {}
