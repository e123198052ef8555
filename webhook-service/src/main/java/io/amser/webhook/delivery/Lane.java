package io.amser.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What one endpoint is being sent by this replica, and at which pace. */
final class Lane {
    /** What waited for longer would go where the merchant may not want it any more. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Track firsts = new Track();
    private final Track laters = new Track();
    private EndpointPace pace = EndpointPace.UNKNOWN;

    synchronized boolean isFailing() {
        return pace.isFailing();
    }

    synchronized Room room(UUID endpoint, Instant now) {
        return pace.isClosed(now)
                ? new Room(endpoint, 0, 0)
                : new Room(endpoint, firsts.room(pace.firsts()), laters.room(pace.laters()));
    }

    /** Answers what begins now; the rest waits its turn. */
    synchronized List<Attempt> add(List<Attempt> attempts, Instant now) {
        attempts.forEach(attempt -> track(attempt.claim()).add(attempt));
        return begin(now);
    }

    synchronized List<Attempt> begin(Instant now) {
        if (pace.isClosed(now)) {
            return List.of();
        }
        var takenSince = now.minus(LONGEST_WAIT);
        var begun = new ArrayList<>(firsts.begin(pace.firsts(), takenSince));
        begun.addAll(laters.begin(pace.laters(), takenSince));
        return begun;
    }

    /** Answers what begins in the place of what has ended. */
    synchronized List<Attempt> end(Claim claim, Received received) {
        track(claim).end();
        pace = pace.after(received);
        return begin(received.endedAt());
    }

    /** What has waited for too long at that time, and is not ours any more. */
    synchronized List<Claim> giveUp(Instant now) {
        var claims = new ArrayList<>(firsts.giveUp(now.minus(LONGEST_WAIT)));
        claims.addAll(laters.giveUp(now.minus(LONGEST_WAIT)));
        return claims;
    }

    private Track track(Claim claim) {
        return claim.isFirst() ? firsts : laters;
    }
}
