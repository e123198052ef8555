package io.amser.webhook.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What one endpoint is being sent by this replica, and at which pace. */
final class Lane {
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
        var begun = new ArrayList<>(firsts.begin(pace.firsts()));
        begun.addAll(laters.begin(pace.laters()));
        return begun;
    }

    /** Answers what begins in the place of what has ended. */
    synchronized List<Attempt> end(Claim claim, boolean arrived, Instant now) {
        track(claim).end();
        pace = arrived ? pace.afterSuccess() : pace.afterFailure(now);
        return begin(now);
    }

    synchronized int forget(Instant takenBefore) {
        return firsts.forget(takenBefore) + laters.forget(takenBefore);
    }

    private Track track(Claim claim) {
        return claim.isFirst() ? firsts : laters;
    }
}
