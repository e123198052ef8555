package io.amser.webhook.delivery;

import io.amser.webhook.delivery.AttemptOutcome.Delivered;
import io.amser.webhook.delivery.AttemptOutcome.Failed;
import io.amser.webhook.delivery.AttemptOutcome.Gone;
import io.amser.webhook.delivery.RetrySchedule.FailedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a delivery after an attempt. */
public sealed interface Verdict {

    /** It has arrived. */
    record Arrived() implements Verdict {}

    /** It has failed for good. */
    record Exhausted(Fault fault) implements Verdict {}

    /** It is attempted again. */
    record Again(Fault fault, Instant dueAt) implements Verdict {}

    /** It waits with all others of its endpoint, which wants nothing any more. */
    record EndpointGone() implements Verdict {}

    /** {@code jitter} is 0 up to 1. */
    static Verdict of(Claim claim, Received received, double jitter) {
        return switch (received.answer().judged(received.endedAt())) {
            case Delivered _ -> new Arrived();
            case Gone _ -> new EndpointGone();
            case Failed(var fault, var retryAfter) ->
                RetrySchedule.next(failed(claim, received, retryAfter), jitter)
                        .<Verdict>map(dueAt -> new Again(fault, dueAt))
                        .orElseGet(() -> new Exhausted(fault));
        };
    }

    private static FailedAttempt failed(Claim claim, Received received, Optional<Duration> retryAfter) {
        return new FailedAttempt(
                claim.attempts() + 1,
                claim.firstAttemptAt().orElse(received.startedAt()),
                received.startedAt(),
                received.endedAt(),
                retryAfter);
    }
}
