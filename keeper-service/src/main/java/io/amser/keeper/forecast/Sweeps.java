package io.amser.keeper.forecast;

import io.amser.keeper.forecast.Sweep.Place;
import io.amser.keeper.sql.Session;
import io.amser.protocol.ChainTime;
import java.time.Duration;
import java.util.Optional;

/** The SQL about how far the sweep has got, which replicas share. */
final class Sweeps {
    /** A replica that dies with a page leaves it to the next one. */
    private static final String CLAIM = """
            UPDATE forecast_sweep SET leased_until = now() + interval '1 minute'
             WHERE resumes_at <= ? AND (leased_until IS NULL OR leased_until < now())
            RETURNING *
            """;

    /** Whoever was so slow that another one has gone on changes nothing. */
    private static final String MOVE = """
            UPDATE forecast_sweep
               SET began_at = ?, due_at = ?, module = ?, id = ?, resumes_at = ?, leased_until = NULL
             WHERE due_at = ? AND module = ? AND id = ?
            """;

    private Sweeps() {}

    /** Empty if the next sweep is not due at {@code now}, or another replica is at it. */
    static Optional<Sweep> claim(Session session, ChainTime now) {
        return session
                .query(
                        CLAIM,
                        row -> new Sweep(
                                row.time("began_at"),
                                new Place(row.time("due_at"), row.text("module"), row.bigNumber("id"))),
                        now.seconds())
                .stream()
                .findFirst();
    }

    static void goOn(Session session, Sweep from, Sweep to) {
        move(session, from, to, new ChainTime(0));
    }

    /** The next sweep begins {@code every} after this one began. */
    static void end(Session session, Sweep sweep, ChainTime now, Duration every) {
        var ended = sweep.at(Place.START, now);
        move(session, sweep, ended, ended.beganAt().plus(every));
    }

    private static void move(Session session, Sweep from, Sweep to, ChainTime resumesAt) {
        session.update(
                MOVE,
                to.beganAt().seconds(),
                to.place().dueAt().seconds(),
                to.place().module(),
                to.place().id(),
                resumesAt.seconds(),
                from.place().dueAt().seconds(),
                from.place().module(),
                from.place().id());
    }
}
