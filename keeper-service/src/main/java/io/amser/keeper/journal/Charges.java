package io.amser.keeper.journal;

import static io.amser.keeper.sql.SqlArray.longs;
import static io.amser.keeper.sql.SqlArray.numbers;
import static io.amser.keeper.sql.SqlArray.texts;

import io.amser.keeper.chain.ItemOutcome;
import io.amser.keeper.chain.Receipt;
import io.amser.keeper.journal.ChargeTime.Way;
import io.amser.keeper.schedule.PassingFailures;
import io.amser.keeper.sql.Row;
import io.amser.keeper.sql.Session;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The SQL about windows that were sent. */
public final class Charges {
    /** A window that another transaction may still charge, or has charged, is not claimed. */
    private static final String CLAIM = """
            INSERT INTO charge (module, id, window_id, payer, token, amount, due_at, ready_at, state, key_address, nonce,
                                quoted_time, story)
            SELECT sent.*, 'IN_FLIGHT', ?, ?, ?, jsonb_build_array(
                       jsonb_build_object('step', 'due', 'chain_time', due_at),
                       jsonb_build_object('step', 'quoted', 'at', now(), 'chain_time', ?::bigint, 'block', ?::bigint),
                       jsonb_build_object('step', 'signed', 'at', now(), 'nonce', ?::bigint, 'tx', ?::text))
              FROM UNNEST(?, ?, ?, ?, ?, ?, ?, ?)
                   AS sent (module, id, window_id, payer, token, amount, due_at, ready_at)
                ON CONFLICT (module, id, window_id) DO UPDATE
               SET (amount, state, code, key_address, nonce, attempts, sent_at, settled_at, ready_at, quoted_time) =
                   (EXCLUDED.amount, 'IN_FLIGHT', NULL, EXCLUDED.key_address, EXCLUDED.nonce, charge.attempts + 1, now(), NULL,
                    EXCLUDED.ready_at, EXCLUDED.quoted_time),
                   sent_time = NULL, included_time = NULL, final_time = NULL, story = charge.story || (EXCLUDED.story - 0)
             WHERE charge.state NOT IN ('IN_FLIGHT', 'CHARGED')
            """;

    private static final String SHOWN = """
            UPDATE charge SET sent_time = coalesce(sent_time, ?::bigint),
                              story = story || jsonb_build_object('step', ?::text, 'at', now(), 'chain_time', ?::bigint,
                                                                  'block', ?::bigint, 'tx', ?::text)
             WHERE key_address = ? AND nonce = ? AND state = 'IN_FLIGHT'
            """;

    private static final String IN_FLIGHT = """
            SELECT payer, token, sum(amount) AS amount FROM charge
             WHERE state = 'IN_FLIGHT' AND payer = ANY (?) GROUP BY payer, token
            """;

    /** What a receipt of ours calls charged is charged, even if the window was sent again meanwhile. */
    private static final String SETTLE = """
            UPDATE charge SET (state, code, keeper_fee, settled_at, key_address, nonce, included_time) =
                              (outcome.state, outcome.code, outcome.keeper_fee, now(), ?, ?, ?),
                              story = story || jsonb_build_object(
                                  'step', CASE outcome.state WHEN 'CHARGED' THEN 'included' ELSE 'failed' END, 'at', now(),
                                  'chain_time', ?::bigint, 'block', ?::bigint, 'tx', ?::text, 'code', outcome.code)
              FROM UNNEST(?, ?, ?, ?, ?, ?) AS outcome (module, id, window_id, state, code, keeper_fee)
             WHERE charge.module = outcome.module AND charge.id = outcome.id AND charge.window_id = outcome.window_id
               AND (key_address = ? AND nonce = ? OR outcome.state = 'CHARGED' AND charge.state <> 'CHARGED')
            RETURNING charge.state, ready_at, sent_time, included_time
            """;

    /** What the transaction left out comes up again, later each time. */
    private static final String SKIP_THE_REST = """
            WITH skipped AS (
                UPDATE charge SET state = 'SKIPPED', settled_at = now(),
                                  story = story || jsonb_build_object('step', 'skipped', 'at', now(), 'nonce', nonce)
                 WHERE key_address = ? AND nonce = ? AND state = 'IN_FLIGHT'
                RETURNING module, id, window_id, attempts)
            UPDATE due SET next_attempt_at = ? + 15 * (attempts - 1)
              FROM skipped
             WHERE due.module = skipped.module AND due.id = skipped.id AND due.window_id = skipped.window_id
            """;

    private static final String TELL_FAILURES = """
            UPDATE due SET reported = true, watched = true
              FROM charge
             WHERE charge.key_address = ? AND charge.nonce = ? AND charge.state = 'FAILED'
               AND charge.code <> ALL (?)
               AND due.module = charge.module AND due.id = charge.id AND due.window_id = charge.window_id
            """;

    /** If the log has told the failure too, it will tell its retraction. */
    private static final String FORGET_FAILURES = """
            UPDATE due SET reported = false, watched = false
              FROM charge
             WHERE charge.key_address = ? AND charge.nonce = ? AND charge.state = 'FAILED'
               AND due.module = charge.module AND due.id = charge.id AND due.window_id = charge.window_id
            """;

    private static final String REOPEN = """
            UPDATE charge SET (state, code, keeper_fee, settled_at, included_time) = ('IN_FLIGHT', NULL, NULL, NULL, NULL),
                              story = story || jsonb_build_object('step', 'taken_back', 'at', now(), 'nonce', nonce)
             WHERE key_address = ? AND nonce = ?
            """;

    private static final String FINAL = """
            UPDATE charge SET final_time = ?,
                              story = story || jsonb_build_object('step', 'final', 'at', now(), 'chain_time', ?::bigint,
                                                                  'block', submission.block)
              FROM submission
             WHERE submission.block = ? AND submission.block_hash = ? AND submission.state <> 'OPEN'
               AND submission.final_time IS NULL
               AND charge.key_address = submission.key_address AND charge.nonce = submission.nonce
               AND charge.state IN ('CHARGED', 'FAILED') AND charge.final_time IS NULL
            RETURNING charge.state, charge.included_time, charge.final_time
            """;

    private Charges() {}

    /** How many of these windows are now in flight at {@code slot}, and nowhere else. */
    public static int claim(Session session, Slot slot, TxHash tx, Moment quoted, Collection<SentCharge> sent) {
        return session.update(
                CLAIM,
                slot.key().value(),
                slot.nonce(),
                quoted.time().seconds(),
                quoted.time().seconds(),
                quoted.block().value(),
                slot.nonce(),
                tx.value(),
                texts(sent, charge -> charge.subscription().module().value()),
                numbers(sent, charge -> charge.subscription().id().value()),
                longs(sent, charge -> charge.window().value()),
                texts(sent, charge -> charge.payer().value()),
                texts(sent, charge -> charge.token().value()),
                numbers(sent, charge -> charge.amount().value()),
                longs(sent, charge -> charge.dueAt().seconds()),
                longs(sent, charge -> charge.readyAt().map(ChainTime::seconds).orElse(null)));
    }

    /** A node has taken a transaction of this nonce for the first time. */
    public static void shown(Session session, Slot slot, Showing showing, TxHash tx, Moment at) {
        session.update(
                SHOWN,
                at.time().seconds(),
                showing.step(),
                at.time().seconds(),
                at.block().value(),
                tx.value(),
                slot.key().value(),
                slot.nonce());
    }

    /** What charges in flight may take from these wallets, through whatever processor. */
    public static Map<AllowanceKey, TokenAmount> inFlight(Session session, Collection<AllowanceKey> wallets) {
        var sums = session
                .query(
                        IN_FLIGHT,
                        row -> Map.entry(List.of(row.address("payer"), row.address("token")), row.amount("amount")),
                        texts(wallets, wallet -> wallet.owner().value()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return wallets.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        wallet -> sums.getOrDefault(List.of(wallet.owner(), wallet.token()), TokenAmount.ZERO)));
    }

    /** Writes what a receipt says became of the charges of a transaction, and how long those took that were charged. */
    public static List<ChargeTime> settle(Session session, Slot slot, Receipt receipt, ChainTime now) {
        var outcomes = receipt.outcomes();
        var times = session.query(
                SETTLE,
                Charges::timesUntilIncluded,
                slot.key().value(),
                slot.nonce(),
                receipt.block().time().seconds(),
                receipt.block().time().seconds(),
                receipt.block().number().value(),
                receipt.tx().value(),
                texts(outcomes, outcome -> outcome.subscription().module().value()),
                numbers(outcomes, outcome -> outcome.subscription().id().value()),
                longs(outcomes, outcome -> outcome.window().value()),
                texts(outcomes, Charges::state),
                texts(outcomes, outcome -> code(outcome).orElse(null)),
                numbers(outcomes, Charges::keeperFee),
                slot.key().value(),
                slot.nonce());
        skipTheRest(session, slot, now);
        session.update(TELL_FAILURES, slot.key().value(), slot.nonce(), texts(PassingFailures.codes(), code -> code));
        return times.stream().flatMap(List::stream).toList();
    }

    /** What has no outcome of this nonce comes up again. */
    public static void skipTheRest(Session session, Slot slot, ChainTime now) {
        session.update(SKIP_THE_REST, slot.key().value(), slot.nonce(), now.seconds());
    }

    /** The charges in a block that is final are final; how long that took. To be called before the submissions are. */
    public static List<ChargeTime> setFinal(Session session, IncludedBlock block, ChainTime now) {
        return session
                .query(
                        FINAL,
                        Charges::timeUntilFinal,
                        now.seconds(),
                        now.seconds(),
                        block.number().value(),
                        block.hash().value())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** A charge that failed before, for a reason of the subscriber, says nothing about the keeper. */
    private static List<ChargeTime> timesUntilIncluded(Row row) throws SQLException {
        var ready = row.optionalNumber("ready_at");
        if (ready.isEmpty() || !isCharged(row)) {
            return List.of();
        }
        var times = new ArrayList<ChargeTime>();
        times.add(time(Way.DUE_TO_INCLUDED, ready.get(), row.number("included_time")));
        var sent = row.optionalNumber("sent_time");
        if (sent.isPresent()) {
            times.add(time(Way.DUE_TO_SENT, ready.get(), sent.get()));
            times.add(time(Way.SENT_TO_INCLUDED, sent.get(), row.number("included_time")));
        }
        return times;
    }

    private static List<ChargeTime> timeUntilFinal(Row row) throws SQLException {
        return isCharged(row)
                ? List.of(time(Way.INCLUDED_TO_FINAL, row.number("included_time"), row.number("final_time")))
                : List.of();
    }

    private static boolean isCharged(Row row) throws SQLException {
        return row.text("state").equals("CHARGED");
    }

    private static ChargeTime time(Way way, long from, long to) {
        return new ChargeTime(way, Duration.ofSeconds(Math.max(0, to - from)));
    }

    /** Nobody knows any more what became of these windows. */
    public static void reopen(Session session, Slot slot) {
        session.update(FORGET_FAILURES, slot.key().value(), slot.nonce());
        session.update(REOPEN, slot.key().value(), slot.nonce());
    }

    private static String state(ItemOutcome outcome) {
        return switch (outcome) {
            case ItemOutcome.Charged _ -> "CHARGED";
            case ItemOutcome.Failed _ -> "FAILED";
        };
    }

    private static Optional<String> code(ItemOutcome outcome) {
        return outcome instanceof ItemOutcome.Failed failed
                ? Optional.of(failed.code().apiName())
                : Optional.empty();
    }

    private static BigInteger keeperFee(ItemOutcome outcome) {
        return outcome instanceof ItemOutcome.Charged charged
                ? charged.keeperFee().value()
                : BigInteger.ZERO;
    }
}
