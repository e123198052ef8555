package io.amser.keeper.schedule;

import static io.amser.keeper.sql.SqlArray.flags;
import static io.amser.keeper.sql.SqlArray.longs;
import static io.amser.keeper.sql.SqlArray.numbers;
import static io.amser.keeper.sql.SqlArray.texts;

import io.amser.keeper.sql.Row;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The windows that wait for their charge, handed out under leases. */
public final class DueCharges {
    /**
     * Oldest first, so that nobody waits behind a newcomer; SKIP LOCKED, so that replicas share the work. What is in
     * flight stays out until its transaction is settled, and what is charged until a reorganisation takes it back: both are
     * looked up row by row (OFFSET 0), whatever lies in the journal. Rows are changed where they were found, without another
     * look into an index.
     */
    static final String LEASE = """
            UPDATE due SET leased_until = now() + make_interval(secs => ?)
             WHERE ctid = ANY (ARRAY(
                   SELECT ctid FROM due
                    WHERE processor = ? AND next_attempt_at <= ? AND (leased_until IS NULL OR leased_until < now())
                      AND NOT EXISTS (SELECT FROM charge
                                       WHERE charge.module = due.module AND charge.id = due.id
                                         AND charge.window_id = due.window_id
                                         AND charge.state IN ('IN_FLIGHT', 'CHARGED')
                                      OFFSET 0)
                    ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED))
            RETURNING due.*
            """;

    private static final String RELEASE = """
            UPDATE due SET leased_until = NULL
              FROM UNNEST(?, ?) AS held (module, id)
             WHERE due.module = held.module AND due.id = held.id
            """;

    private static final String DEFER = """
            UPDATE due SET next_attempt_at = deferral.turn, our_turn = true, leased_until = NULL
              FROM UNNEST(?, ?, ?, ?) AS deferral (module, id, window_id, turn)
             WHERE due.module = deferral.module AND due.id = deferral.id AND due.window_id = deferral.window_id
            """;

    /** Whose turn had come keeps it, until the attempt itself is over. */
    private static final String NOTE = """
            UPDATE due SET next_attempt_at = note.next_attempt_at, failing_since = note.failing_since,
                           watched = note.watched, missed = note.missed, leased_until = NULL,
                           our_turn = due.our_turn AND NOT note.watched AND NOT note.missed
              FROM UNNEST(?, ?, ?, ?, ?, ?, ?)
                   AS note (module, id, window_id, next_attempt_at, failing_since, watched, missed)
             WHERE due.module = note.module AND due.id = note.id AND due.window_id = note.window_id
            """;

    /** What the log has right stays as it is, the keeper's notes included. */
    private static final String ADOPT = """
            INSERT INTO due (module, id, window_id, processor, payer, token, due_at, allowance_expiry, reported, next_attempt_at)
            SELECT found.*, ?, 0, false, ?
              FROM UNNEST(?, ?, ?, ?, ?, ?) AS found (module, id, window_id, processor, payer, token)
                ON CONFLICT (module, id) DO UPDATE
               SET window_id = EXCLUDED.window_id, processor = EXCLUDED.processor, payer = EXCLUDED.payer,
                   token = EXCLUDED.token, due_at = EXCLUDED.due_at, billing_interval = NULL, reported = false,
                   next_attempt_at = EXCLUDED.next_attempt_at, failing_since = NULL, watched = false,
                   missed = false, our_turn = false
             WHERE due.window_id <> EXCLUDED.window_id OR due.due_at > EXCLUDED.due_at
            """;

    /** What is in flight stays, so that its end is known. */
    private static final String DROP_ALL_BUT = """
            DELETE FROM due
             WHERE NOT EXISTS (SELECT FROM UNNEST(?, ?) AS listed (module, id)
                                WHERE listed.module = due.module AND listed.id = due.id)
               AND NOT EXISTS (SELECT FROM charge
                                WHERE charge.module = due.module AND charge.id = due.id
                                  AND charge.window_id = due.window_id AND charge.state = 'IN_FLIGHT')
            """;

    /**
     * By when they fell due, whenever they are looked at again: whoever is held up every second would never be seen. What was sent lately is under
     * way. The oldest ones are looked at; to count all after an outage of days would delay them.
     */
    static final String READY = """
            SELECT count(*) AS ready, min(due_at) AS oldest
              FROM (SELECT due_at FROM due
                     WHERE processor = ANY (?) AND due_at <= ? AND NOT watched AND NOT missed
                       AND NOT EXISTS (SELECT FROM charge
                                        WHERE charge.module = due.module AND charge.id = due.id
                                          AND charge.window_id = due.window_id
                                          AND (charge.state = 'CHARGED'
                                               OR charge.state = 'IN_FLIGHT'
                                                  AND charge.sent_at > now() - interval '10 minutes')
                                       OFFSET 0)
                     ORDER BY due_at LIMIT ?) AS first
            """;

    private static final String UNCHARGED = """
            SELECT (SELECT count(*) FROM due WHERE watched) AS watched,
                   (SELECT count(*) FROM due WHERE missed) AS missed
            """;

    private static final int MOST_COUNTED = 10_000;

    private DueCharges() {}

    /** At most {@code limit} windows of one processor that are due at {@code now}; they come back when the lease ends. */
    public static List<DueCharge> lease(Session session, Address processor, ChainTime now, int limit, Duration lease) {
        return session
                .query(LEASE, DueCharges::read, lease.toSeconds(), processor.value(), now.seconds(), limit)
                .stream()
                .sorted(DueCharge.OLDEST_FIRST)
                .toList();
    }

    /** Hands windows back as they were. */
    public static void release(Session session, Collection<DueCharge> held) {
        session.update(
                RELEASE,
                texts(held, due -> due.subscription().module().value()),
                numbers(held, due -> due.subscription().id().value()));
    }

    /** Hands windows back until it is our turn; one that the log has moved on meanwhile stays as it is. */
    public static void defer(Session session, Collection<Deferral> deferrals) {
        session.update(
                DEFER,
                texts(deferrals, deferral -> deferral.subscription().module().value()),
                numbers(deferrals, deferral -> deferral.subscription().id().value()),
                longs(deferrals, deferral -> deferral.window().value()),
                longs(deferrals, deferral -> deferral.turn().seconds()));
    }

    /** Hands windows back with what is known now; one that the log has moved on meanwhile stays as it is. */
    public static void note(Session session, Collection<Note> notes) {
        session.update(
                NOTE,
                texts(notes, note -> note.subscription().module().value()),
                numbers(notes, note -> note.subscription().id().value()),
                longs(notes, note -> note.window().value()),
                longs(notes, note -> note.nextAttempt().seconds()),
                longs(notes, note -> note.failingSince().map(ChainTime::seconds).orElse(null)),
                flags(notes, Note::watched),
                flags(notes, Note::missed));
    }

    /** Takes up windows that the chain says are due at {@code now}, where the log did not tell. */
    public static void adopt(Session session, Collection<FoundDue> found, ChainTime now) {
        session.update(
                ADOPT,
                now.seconds(),
                now.seconds(),
                texts(found, due -> due.subscription().module().value()),
                numbers(found, due -> due.subscription().id().value()),
                longs(found, due -> due.window().value()),
                texts(found, due -> due.processor().value()),
                texts(found, due -> due.payer().value()),
                texts(found, due -> due.token().value()));
    }

    /** Forgets what is no longer listed by somebody who lists all that is due. */
    public static void dropAllBut(Session session, Collection<SubscriptionKey> listed) {
        session.update(
                DROP_ALL_BUT,
                texts(listed, key -> key.module().value()),
                numbers(listed, key -> key.id().value()));
    }

    /**
     * How much waits; 10,000 that are due stand for that many or more.
     *
     * @param uncharged as it was counted last
     */
    public static Backlog backlog(Session session, Collection<Address> processors, ChainTime now, Uncharged uncharged) {
        return session.query(
                        READY,
                        row -> new Backlog(
                                row.number("ready"),
                                row.optionalNumber("oldest").map(ChainTime::new),
                                uncharged.watched(),
                                uncharged.missed()),
                        texts(processors, Address::value),
                        now.seconds(),
                        MOST_COUNTED)
                .getFirst();
    }

    /** Counts all windows that were due and could not be charged: not to be asked all the time. */
    public static Uncharged uncharged(Session session) {
        return session.query(UNCHARGED, row -> new Uncharged(row.number("watched"), row.number("missed")))
                .getFirst();
    }

    private static DueCharge read(Row row) throws SQLException {
        return new DueCharge(
                row.subscription(),
                row.window(),
                row.address("processor"),
                row.address("payer"),
                row.optionalText("token").map(Address::new),
                row.time("due_at"),
                row.optionalNumber("billing_interval").map(Duration::ofSeconds),
                row.flag("reported"),
                row.optionalNumber("failing_since").map(ChainTime::new),
                row.flag("our_turn") ? Optional.empty() : Optional.of(row.time("next_attempt_at")));
    }
}
