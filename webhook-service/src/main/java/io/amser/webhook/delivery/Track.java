package io.amser.webhook.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one kind at one endpoint, some under way and some that wait here for their turn. As many wait as have ended
 * between two looks at the database, so that a quick endpoint is kept busy and a slow one hoards nothing.
 */
final class Track {
    private static final int MOST_WAITING = 128;

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

    /** What begins now, unless it was taken before that time. */
    List<Attempt> begin(int width, Instant takenSince) {
        var begun = new ArrayList<Attempt>();
        while (underWay < width && isFresh(waiting.peek(), takenSince)) {
            begun.add(waiting.remove());
            underWay++;
        }
        return begun;
    }

    private static boolean isFresh(@Nullable Attempt attempt, Instant takenSince) {
        return attempt != null && !attempt.takenAt().isBefore(takenSince);
    }

    void end() {
        underWay--;
        endedSinceLook++;
    }

    /** The oldest stand first. Gives up what was taken before that time and has not begun. */
    List<Claim> giveUp(Instant takenBefore) {
        var given = new ArrayList<Claim>();
        while (!waiting.isEmpty() && !isFresh(waiting.element(), takenBefore)) {
            given.add(waiting.remove().claim());
        }
        return given;
    }
}
