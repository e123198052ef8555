package io.amser.webhook.delivery;

import io.amser.protocol.EventId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery that is ours to attempt until its lease ends.
 *
 * @param fence which of all claims of the delivery this is: a result of an earlier one no longer counts
 * @param attempts that were made before
 * @param replay which of them wants it, if it is no news
 */
public record Claim(
        UUID delivery,
        long fence,
        UUID endpoint,
        EventId event,
        LocalDate eventDay,
        int attempts,
        Optional<Instant> firstAttemptAt,
        Optional<UUID> replay,
        Buffer body) {

    /** Of news: what is replayed has time. */
    public boolean isFirst() {
        return attempts == 0 && replay.isEmpty();
    }
}
