package io.amser.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came of one attempt to deliver, before anyone has judged it. */
public sealed interface Answer {

    /**
     * A response, complete or cut at the limit of its body.
     *
     * @param retryAfter the header of that name as it came
     */
    record Response(int status, Optional<String> retryAfter) implements Answer {}

    /** No response: why not. */
    record NoResponse(Fault fault) implements Answer {}

    /** What an answer that came at {@code now} means for the delivery. */
    default AttemptOutcome judged(Instant now) {
        return switch (this) {
            case NoResponse(var fault) -> new AttemptOutcome.Failed(fault, Optional.empty());
            case Response(var status, var retryAfter) ->
                judged(status, retryAfter.flatMap(text -> RetryAfter.read(text, now)));
        };
    }

    private static AttemptOutcome judged(int status, Optional<Duration> retryAfter) {
        return switch (status / 100) {
            case 2 -> new AttemptOutcome.Delivered();
            case 3 -> new AttemptOutcome.Failed(Fault.REDIRECTED, retryAfter);
            case 4 ->
                switch (status) {
                    case 410 -> new AttemptOutcome.Gone();
                    case 429 -> new AttemptOutcome.Failed(Fault.THROTTLED, retryAfter);
                    default -> new AttemptOutcome.Failed(Fault.REFUSED, retryAfter);
                };
            case 5 -> new AttemptOutcome.Failed(Fault.BROKEN, retryAfter);
            default -> new AttemptOutcome.Failed(Fault.NOT_HTTP, Optional.empty());
        };
    }
}
