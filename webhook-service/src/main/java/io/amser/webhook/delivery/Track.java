package io.amser.webhook.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Attempts of one kind at one endpoint, some under way and some that wait here for their turn. As many wait as have ended
 * between two looks at the database, so that a quick endpoint is kept busy and a slow one hoards nothing.
 */
final class Track {
    private static final int MOST_WAITING = 256;

    private final Queue<Attempt> waiting = new ArrayDeque<>();
    private int underWay;
    private int endedSinceLook;

    /** How many more may be taken if {@code width} may be under way at once. */
    int room(int width) {
        var room = width + Math.min(MOST_WAITING, endedSinceLook) - underWay - waiting.size();
        endedSinceLook = 0;
        return Math.max(0, room);
    }

    void add(Attempt attempt) {
        waiting.add(attempt);
    }

    /** What begins now. */
    List<Attempt> begin(int width) {
        var begun = new ArrayList<Attempt>();
        while (underWay < width && !waiting.isEmpty()) {
            begun.add(waiting.remove());
            underWay++;
        }
        return begun;
    }

    void end() {
        underWay--;
        endedSinceLook++;
    }

    /** Forgets what was taken before that time and has not begun; tells how much that was. */
    int forget(Instant takenBefore) {
        var before = waiting.size();
        waiting.removeIf(attempt -> attempt.takenAt().isBefore(takenBefore));
        return before - waiting.size();
    }
}
