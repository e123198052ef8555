package io.amser.webhook.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast one endpoint is served: what it answers well widens the way, what it does not narrows it and at last closes it for
 * a while. A quarter of the way belongs to later attempts, the rest to first ones, so that neither waits behind the other.
 *
 * @param width how many attempts may be under way at once
 * @param failures in a row
 * @param closedUntil when the next attempt may begin
 */
public record EndpointPace(int width, int failures, Instant closedUntil) {
    /** One for a first attempt, and one for a later one. */
    static final int NARROWEST = 2;

    static final int WIDEST = 64;

    private static final int FIRST_WIDTH = 8;
    private static final int LATERS_SHARE = 4;
    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final int FAILURES_THAT_CLOSE = 5;
    private static final Duration FIRST_CLOSURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSURE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;

    public static final EndpointPace UNKNOWN = new EndpointPace(FIRST_WIDTH, 0, Instant.EPOCH);

    /** The pace after what came of one more attempt. */
    public EndpointPace after(Received received) {
        var now = received.endedAt();
        return switch (received.answer().judged(now)) {
            case AttemptOutcome.Delivered _ -> afterSuccess(Duration.between(received.startedAt(), now));
            case AttemptOutcome.Failed failed ->
                afterFailure(now, failed.retryAfter().orElse(Duration.ZERO));
            case AttemptOutcome.Gone _ -> afterFailure(now, Duration.ZERO);
        };
    }

    /** Who takes his time gets no more places for that: there are only so many for all. */
    private EndpointPace afterSuccess(Duration took) {
        var wider = took.compareTo(QUICK) <= 0 ? Math.min(WIDEST, width + 1) : Math.min(FIRST_WIDTH, width + 1);
        return new EndpointPace(wider, 0, Instant.EPOCH);
    }

    /** Closed at least for as long as the endpoint asks for. */
    private EndpointPace afterFailure(Instant now, Duration retryAfter) {
        var inARow = failures + 1;
        var asked = retryAfter.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : retryAfter;
        var closure = closure(inARow);
        return new EndpointPace(
                Math.max(NARROWEST, width / 2), inARow, now.plus(asked.compareTo(closure) > 0 ? asked : closure));
    }

    private static Duration closure(int failures) {
        if (failures < FAILURES_THAT_CLOSE) {
            return Duration.ZERO;
        }
        var doublings = Math.min(MOST_DOUBLINGS, failures - FAILURES_THAT_CLOSE);
        var closure = FIRST_CLOSURE.multipliedBy(1L << doublings);
        return closure.compareTo(LONGEST_CLOSURE) > 0 ? LONGEST_CLOSURE : closure;
    }

    public boolean isFailing() {
        return failures > 0;
    }

    public boolean isClosed(Instant now) {
        return now.isBefore(closedUntil);
    }

    /** How many first attempts may be under way at once. */
    public int firsts() {
        return width - laters();
    }

    /** How many later ones may be. */
    public int laters() {
        return Math.max(1, width / LATERS_SHARE);
    }
}
