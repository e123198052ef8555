package io.amser.keeper.journal;

import static io.amser.keeper.sql.SqlArray.longs;
import static io.amser.keeper.sql.SqlArray.numbers;
import static io.amser.keeper.sql.SqlArray.texts;

import io.amser.keeper.chain.ItemOutcome;
import io.amser.keeper.schedule.PassingFailures;
import io.amser.keeper.sql.Session;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The SQL about windows that were sent. */
public final class Charges {
    /** A window that another transaction may still charge is not claimed. */
    private static final String CLAIM = """
            INSERT INTO charge (module, id, window_id, payer, token, amount, due_at, state, key_address, nonce)
            SELECT sent.*, 'IN_FLIGHT', ?, ?
              FROM UNNEST(?, ?, ?, ?, ?, ?, ?) AS sent (module, id, window_id, payer, token, amount, due_at)
                ON CONFLICT (module, id, window_id) DO UPDATE
               SET (amount, state, code, key_address, nonce, attempts, sent_at, settled_at) =
                   (EXCLUDED.amount, 'IN_FLIGHT', NULL, EXCLUDED.key_address, EXCLUDED.nonce, charge.attempts + 1, now(), NULL)
             WHERE charge.state <> 'IN_FLIGHT'
            """;

    private static final String IN_FLIGHT = """
            SELECT payer, token, sum(amount) AS amount FROM charge
             WHERE state = 'IN_FLIGHT' AND payer = ANY (?) GROUP BY payer, token
            """;

    private static final String SETTLE = """
            UPDATE charge SET (state, code, keeper_fee, settled_at) =
                              (outcome.state, outcome.code, outcome.keeper_fee, now())
              FROM UNNEST(?, ?, ?, ?, ?, ?) AS outcome (module, id, window_id, state, code, keeper_fee)
             WHERE charge.module = outcome.module AND charge.id = outcome.id AND charge.window_id = outcome.window_id
               AND key_address = ? AND nonce = ?
            """;

    /** What the transaction left out comes up again, later each time. */
    private static final String SKIP_THE_REST = """
            WITH skipped AS (
                UPDATE charge SET state = 'SKIPPED', settled_at = now()
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

    private static final String REOPEN = """
            UPDATE charge SET (state, code, keeper_fee, settled_at) = ('IN_FLIGHT', NULL, NULL, NULL)
             WHERE key_address = ? AND nonce = ?
            """;

    private Charges() {}

    /** How many of these windows are now in flight at {@code slot}, and nowhere else. */
    public static int claim(Session session, Slot slot, Collection<SentCharge> sent) {
        return session.update(
                CLAIM,
                slot.key().value(),
                slot.nonce(),
                texts(sent, charge -> charge.subscription().module().value()),
                numbers(sent, charge -> charge.subscription().id().value()),
                longs(sent, charge -> charge.window().value()),
                texts(sent, charge -> charge.payer().value()),
                texts(sent, charge -> charge.token().value()),
                numbers(sent, charge -> charge.amount().value()),
                longs(sent, charge -> charge.dueAt().seconds()));
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

    /** Writes what became of the charges of a transaction; those without an outcome come up again. */
    public static void settle(Session session, Slot slot, Collection<ItemOutcome> outcomes, ChainTime now) {
        session.update(
                SETTLE,
                texts(outcomes, outcome -> outcome.subscription().module().value()),
                numbers(outcomes, outcome -> outcome.subscription().id().value()),
                longs(outcomes, outcome -> outcome.window().value()),
                texts(outcomes, Charges::state),
                texts(outcomes, outcome -> code(outcome).orElse(null)),
                numbers(outcomes, Charges::keeperFee),
                slot.key().value(),
                slot.nonce());
        session.update(SKIP_THE_REST, slot.key().value(), slot.nonce(), now.seconds());
        session.update(TELL_FAILURES, slot.key().value(), slot.nonce(), texts(PassingFailures.codes(), code -> code));
    }

    public static void reopen(Session session, Slot slot) {
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
