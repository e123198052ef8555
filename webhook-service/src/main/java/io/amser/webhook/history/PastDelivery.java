package io.amser.webhook.history;

import io.amser.webhook.event.EventType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery, done or not.
 *
 * @param type of its event
 * @param status PENDING, PARKED, DELIVERED, EXHAUSTED or CANCELLED
 * @param nextAttemptAt where it is pending
 * @param finishedAt where it is done
 */
record PastDelivery(
        UUID id,
        LocalDate eventDay,
        String event,
        EventType type,
        String status,
        Instant createdAt,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> finishedAt) {}
