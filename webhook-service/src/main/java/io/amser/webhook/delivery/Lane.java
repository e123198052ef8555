package io.amser.webhook.delivery;

import java.time.Instant;

/** What one endpoint is being sent by this replica, and at which pace. */
final class Lane {
    private EndpointPace pace = EndpointPace.UNKNOWN;
    private int firsts;
    private int laters;

    synchronized int roomForFirsts(Instant now) {
        return pace.room(firsts, now);
    }

    synchronized int roomForLaters(Instant now) {
        return pace.room(laters, now);
    }

    synchronized void begin(boolean first) {
        if (first) {
            firsts++;
        } else {
            laters++;
        }
    }

    synchronized void end(boolean first, boolean arrived, Instant now) {
        if (first) {
            firsts--;
        } else {
            laters--;
        }
        pace = arrived ? pace.afterSuccess() : pace.afterFailure(now);
    }
}
