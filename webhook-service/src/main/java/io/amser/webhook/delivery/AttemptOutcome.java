package io.amser.webhook.delivery;

import java.time.Duration;
import java.util.Optional;

/** What one attempt means for its delivery. */
public sealed interface AttemptOutcome {

    /** The endpoint has taken it. */
    record Delivered() implements AttemptOutcome {}

    /** The endpoint wants nothing any more. */
    record Gone() implements AttemptOutcome {}

    /** It was not taken, and is tried again if the schedule has an attempt left. */
    record Failed(Fault fault, Optional<Duration> retryAfter) implements AttemptOutcome {}
}
