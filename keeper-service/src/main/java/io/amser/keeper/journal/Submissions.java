package io.amser.keeper.journal;

import static java.util.stream.Collectors.toMap;

import io.amser.keeper.chain.HexBytes;
import io.amser.keeper.chain.Receipt;
import io.amser.keeper.sql.Row;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL about nonces and what stands at them. */
public final class Submissions {
    private static final String KNOW_KEY =
            "INSERT INTO keeper_key (address, next_nonce) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String LOCK_KEY = "SELECT next_nonce FROM keeper_key WHERE address = ? FOR UPDATE";

    private static final String SET_NEXT_NONCE = "UPDATE keeper_key SET next_nonce = ? WHERE address = ?";

    private static final String STORE = """
            INSERT INTO submission (key_address, nonce, target, call_data, gas_limit, valid_until, spend_day, reserved, state)
            VALUES (?, ?, ?, decode(substr(?, 3), 'hex'), ?, ?, ?, ?, 'OPEN')
            """;

    private static final String STORE_SIGNED = """
            INSERT INTO signed_transaction (key_address, nonce, attempt, hash, bytes, max_fee, tip)
            VALUES (?, ?, ?, ?, decode(substr(?, 3), 'hex'), ?, ?)
            """;

    /** Locks the nonce; empty if it is settled, or this attempt was made by another replica. */
    private static final String RESERVATION = """
            SELECT spend_day, reserved FROM submission s
             WHERE key_address = ? AND nonce = ? AND state = 'OPEN'
               AND NOT EXISTS (SELECT FROM signed_transaction t
                                WHERE t.key_address = s.key_address AND t.nonce = s.nonce AND t.attempt >= ?)
               FOR UPDATE
            """;

    private static final String CHANGE_PAYLOAD = """
            UPDATE submission SET target = ?, call_data = decode(substr(?, 3), 'hex'), gas_limit = ?, valid_until = ?,
                                  reserved = greatest(reserved, ?), refusal = NULL, offered_at = now()
             WHERE key_address = ? AND nonce = ?
            """;

    private static final String OPEN = """
            SELECT s.*, '0x' || encode(s.call_data, 'hex') AS call_hex, t.attempt, t.hash, t.max_fee, t.tip,
                   t.tries, t.taken_block, t.taken_time, '0x' || encode(t.bytes, 'hex') AS signed_hex,
                   (SELECT string_agg(h.hash, ' ') FROM signed_transaction h
                     WHERE h.key_address = s.key_address AND h.nonce = s.nonce) AS hashes,
                   before.block AS free_block, before.block_time AS free_time,
                   (extract(epoch FROM now() - t.tried_at) * 1000)::bigint AS since_try,
                   (extract(epoch FROM now() - s.unaccounted_since) * 1000)::bigint AS unaccounted,
                   (extract(epoch FROM now() - s.offered_at) * 1000)::bigint AS offered
              FROM submission s
              JOIN LATERAL (SELECT * FROM signed_transaction t
                             WHERE t.key_address = s.key_address AND t.nonce = s.nonce
                             ORDER BY attempt DESC LIMIT 1) t ON true
              LEFT JOIN submission before ON before.key_address = s.key_address AND before.nonce = s.nonce - 1
                                         AND before.block_hash IS NOT NULL
             WHERE s.state = 'OPEN'
             ORDER BY s.key_address, s.nonce
            """;

    private static final String COUNT_OPEN =
            "SELECT count(*) AS open FROM submission WHERE key_address = ? AND state = 'OPEN'";

    private static final String RESERVED = """
            SELECT coalesce(sum(reserved), 0) AS wei FROM submission WHERE key_address = ? AND nonce >= ? AND state = 'OPEN'
            """;

    private static final String TRIED = """
            UPDATE signed_transaction SET tries = tries + 1, tried_at = now()
             WHERE key_address = ? AND nonce = ? AND attempt = ?
            """;

    private static final String TAKEN = """
            UPDATE signed_transaction SET (taken_block, taken_time) = (?, ?)
             WHERE key_address = ? AND nonce = ? AND attempt = ? AND taken_block IS NULL
            """;

    private static final String REFUSED = "UPDATE submission SET refusal = ? WHERE key_address = ? AND nonce = ?";

    private static final String GIVE_BACK = """
            UPDATE submission SET refusal = coalesce(refusal, 'its windows are given back')
             WHERE key_address = ? AND nonce = ? AND state = 'OPEN'
            """;

    private static final String SETTLE = """
            UPDATE submission SET (state, tx_hash, block, block_hash, block_time, gas_used, gas_price, spent) =
                                  (?, ?, ?, ?, ?, ?, ?, ?), settled_at = now(), unaccounted_since = NULL
             WHERE key_address = ? AND nonce = ? AND state = 'OPEN'
            RETURNING nonce, spend_day, spent - reserved AS difference
            """;

    private static final String UNACCOUNTED = """
            UPDATE submission SET unaccounted_since = now()
             WHERE key_address = ? AND nonce = ? AND state = 'OPEN' AND unaccounted_since IS NULL
            """;

    private static final String ACCOUNTED = """
            UPDATE submission SET unaccounted_since = NULL WHERE key_address = ? AND nonce = ? AND state = 'OPEN'
            """;

    private static final String DISPLACE = """
            UPDATE submission SET (state, block, spent) = ('DISPLACED', ?, 0), settled_at = now(), unaccounted_since = NULL
             WHERE key_address = ? AND nonce = ? AND state = 'OPEN'
            RETURNING nonce, spend_day, spent - reserved AS difference
            """;

    /** A node that lags half a minute behind the one that showed us the block is no reason to doubt it. */
    private static final String NOT_FINAL = """
            SELECT block, block_hash, bool_and(settled_at < now() - interval '30 seconds') AS long_ago FROM submission
             WHERE state <> 'OPEN' AND final_time IS NULL AND block_hash IS NOT NULL
             GROUP BY block, block_hash ORDER BY block
            """;

    private static final String DISPLACED = """
            SELECT s.key_address, s.nonce, s.block,
                   (SELECT string_agg(h.hash, ' ') FROM signed_transaction h
                     WHERE h.key_address = s.key_address AND h.nonce = s.nonce) AS hashes
              FROM submission s
             WHERE state <> 'OPEN' AND final_time IS NULL AND block_hash IS NULL
            """;

    private static final String TAKE_BACK = """
            UPDATE submission SET (state, tx_hash, block, block_hash, block_time, gas_used, gas_price, settled_at, spent) =
                                  ('OPEN', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), offered_at = now()
              FROM submission before
             WHERE before.key_address = submission.key_address AND before.nonce = submission.nonce
               AND submission.state <> 'OPEN' AND submission.final_time IS NULL
               AND %s
            RETURNING submission.key_address, submission.nonce, submission.spend_day,
                      submission.reserved - before.spent AS difference
            """;

    private static final String TAKE_BACK_BLOCK =
            TAKE_BACK.formatted("submission.block = ? AND submission.block_hash = ?");

    private static final String TAKE_BACK_NONCE =
            TAKE_BACK.formatted("submission.key_address = ? AND submission.nonce = ?");

    /** The stored bytes are shown to the nodes again, at once, and have their time again to get into a block. */
    private static final String SHOW_AGAIN = """
            UPDATE signed_transaction SET (tries, tried_at, taken_block, taken_time) = (0, NULL, NULL, NULL)
             WHERE key_address = ? AND nonce = ?
            """;

    private static final String FINAL = """
            UPDATE submission SET final_time = ?
             WHERE block = ? AND block_hash = ? AND state <> 'OPEN' AND final_time IS NULL
            """;

    private static final String FINALLY_DISPLACED = """
            UPDATE submission SET final_time = ? WHERE key_address = ? AND nonce = ? AND state = 'DISPLACED'
            """;

    private static final String JOURNALED = """
            SELECT nonce, state = 'OPEN' AND target = key_address AS freeing FROM submission
             WHERE key_address = ? AND nonce >= ?
            """;

    private Submissions() {}

    /** The next nonce of a key; nobody else signs with it until the transaction ends. */
    public static long lock(Session session, Address key, long ifUnknown) {
        session.update(KNOW_KEY, key.value(), ifUnknown);
        return session.query(LOCK_KEY, row -> row.number("next_nonce"), key.value())
                .getFirst();
    }

    public static void setNextNonce(Session session, Address key, long nonce) {
        session.update(SET_NEXT_NONCE, nonce, key.value());
    }

    /** Keeps a transaction, for which so many wei were set aside on {@code day}. */
    public static void store(
            Session session, Slot slot, Payload payload, Signed signed, long day, BigInteger reserved) {
        session.update(
                STORE,
                slot.key().value(),
                slot.nonce(),
                payload.target().value(),
                payload.callData().value(),
                payload.gasLimit(),
                payload.validUntil().seconds(),
                day,
                reserved);
        store(session, slot, 1, signed);
    }

    /**
     * Keeps what replaces the transactions that stand at this nonce so far; false, with nothing stored, if another replica was first or the day's
     * sum would exceed {@code ceiling}.
     *
     * @param mayCost in wei
     */
    public static boolean replace(
            Session session,
            Slot slot,
            Payload payload,
            int attempt,
            Signed signed,
            BigInteger mayCost,
            BigInteger ceiling) {
        var reservation = session
                .query(
                        RESERVATION,
                        row -> new Reservation(row.number("spend_day"), row.bigNumber("reserved")),
                        slot.key().value(),
                        slot.nonce(),
                        attempt)
                .stream()
                .findFirst();
        if (reservation.isEmpty()
                || !Spending.reserve(
                        session,
                        slot.key(),
                        reservation.get().day(),
                        mayCost.subtract(reservation.get().wei()).max(BigInteger.ZERO),
                        ceiling)) {
            return false;
        }
        store(session, slot, attempt, signed);
        session.update(
                CHANGE_PAYLOAD,
                payload.target().value(),
                payload.callData().value(),
                payload.gasLimit(),
                payload.validUntil().seconds(),
                mayCost,
                slot.key().value(),
                slot.nonce());
        return true;
    }

    private record Reservation(long day, BigInteger wei) {}

    private static void store(Session session, Slot slot, int attempt, Signed signed) {
        session.update(
                STORE_SIGNED,
                slot.key().value(),
                slot.nonce(),
                attempt,
                signed.hash().value(),
                signed.bytes().value(),
                signed.fees().max(),
                signed.fees().tip());
    }

    /** Of all keys: whoever is alive settles what a dead one left. */
    public static List<OpenSubmission> open(Session session) {
        return session.query(OPEN, Submissions::read);
    }

    public static int openOf(Session session, Address key) {
        return session.query(COUNT_OPEN, row -> (int) row.number("open"), key.value())
                .getFirst();
    }

    /** In wei, what the open transactions of a key may cost from nonce {@code mined} on: the chain has not taken it yet. */
    public static BigInteger reserved(Session session, Address key, long mined) {
        return session.query(RESERVED, row -> row.bigNumber("wei"), key.value(), mined)
                .getFirst();
    }

    /** It was shown to the nodes, whatever they say. */
    public static void tried(Session session, Slot slot, int attempt) {
        session.update(TRIED, slot.key().value(), slot.nonce(), attempt);
    }

    /** A node has it; whether that is new. */
    public static boolean taken(Session session, Slot slot, int attempt, Moment at) {
        return session.update(
                        TAKEN,
                        at.block().value(),
                        at.time().seconds(),
                        slot.key().value(),
                        slot.nonce(),
                        attempt)
                == 1;
    }

    public static void refused(Session session, Slot slot, String reason) {
        session.update(REFUSED, reason, slot.key().value(), slot.nonce());
    }

    /** What stands at this nonce is given up: whoever has its key frees it. False if it is settled. */
    public static boolean giveBack(Session session, Slot slot) {
        return session.update(GIVE_BACK, slot.key().value(), slot.nonce()) == 1;
    }

    /** Whether this call settled it; another replica may have been first. */
    public static boolean settle(Session session, Slot slot, Receipt receipt) {
        return corrects(
                session,
                slot.key(),
                SETTLE,
                receipt.succeeded() ? "INCLUDED" : "REVERTED",
                receipt.tx().value(),
                receipt.block().number().value(),
                receipt.block().hash().value(),
                receipt.block().time().seconds(),
                receipt.gasUsed(),
                receipt.gasPrice(),
                receipt.cost(),
                slot.key().value(),
                slot.nonce());
    }

    /** The nonce is used, and no node shows a receipt of ours. */
    public static void unaccounted(Session session, Slot slot) {
        session.update(UNACCOUNTED, slot.key().value(), slot.nonce());
    }

    /** The nonce is free after all. */
    public static void accounted(Session session, Slot slot) {
        session.update(ACCOUNTED, slot.key().value(), slot.nonce());
    }

    /** Something that we did not sign stands at this nonce, in a block up to {@code newest}. */
    public static boolean displace(Session session, Slot slot, BlockNumber newest) {
        return corrects(
                session, slot.key(), DISPLACE, newest.value(), slot.key().value(), slot.nonce());
    }

    private static boolean corrects(Session session, Address key, String update, @Nullable Object... parameters) {
        var changed = session.query(
                update, row -> new Reservation(row.number("spend_day"), row.bigNumber("difference")), parameters);
        changed.forEach(change -> Spending.correct(session, key, change.day(), change.wei()));
        return !changed.isEmpty();
    }

    /** The blocks that hold transactions of ours and may still be taken back. */
    public static List<IncludedBlock> notFinal(Session session) {
        return session.query(
                NOT_FINAL,
                row -> new IncludedBlock(
                        new BlockNumber(row.number("block")),
                        new BlockHash(row.text("block_hash")),
                        row.flag("long_ago")));
    }

    public static List<Displaced> displaced(Session session) {
        return session.query(
                DISPLACED,
                row -> new Displaced(
                        new Slot(row.address("key_address"), row.number("nonce")),
                        hashes(row),
                        new BlockNumber(row.number("block"))));
    }

    /** What stood in a block that is gone is open again. */
    public static List<Slot> takeBack(Session session, IncludedBlock block) {
        return takeBack(
                session, TAKE_BACK_BLOCK, block.number().value(), block.hash().value());
    }

    public static List<Slot> takeBack(Session session, Slot slot) {
        return takeBack(session, TAKE_BACK_NONCE, slot.key().value(), slot.nonce());
    }

    private static List<Slot> takeBack(Session session, String update, Object... parameters) {
        return session
                .query(
                        update,
                        row -> {
                            var slot = new Slot(row.address("key_address"), row.number("nonce"));
                            return new TakenBack(
                                    slot, new Reservation(row.number("spend_day"), row.bigNumber("difference")));
                        },
                        parameters)
                .stream()
                .map(taken -> open(session, taken))
                .toList();
    }

    private static Slot open(Session session, TakenBack taken) {
        var slot = taken.slot();
        Spending.correct(
                session,
                slot.key(),
                taken.reservation().day(),
                taken.reservation().wei());
        session.update(SHOW_AGAIN, slot.key().value(), slot.nonce());
        return slot;
    }

    private record TakenBack(Slot slot, Reservation reservation) {}

    /** Nothing takes this block back any more. */
    public static void setFinal(Session session, IncludedBlock block, ChainTime now) {
        session.update(
                FINAL, now.seconds(), block.number().value(), block.hash().value());
    }

    public static void setFinal(Session session, Slot displaced, ChainTime now) {
        session.update(FINALLY_DISPLACED, now.seconds(), displaced.key().value(), displaced.nonce());
    }

    /** At which nonces from {@code from} on something of ours stands, and whether it is open and only uses the nonce up. */
    public static Map<Long, Boolean> journaled(Session session, Address key, long from) {
        return session
                .query(JOURNALED, row -> Map.entry(row.number("nonce"), row.flag("freeing")), key.value(), from)
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static OpenSubmission read(Row row) throws SQLException {
        return new OpenSubmission(
                new Slot(row.address("key_address"), row.number("nonce")),
                new Payload(
                        row.address("target"),
                        new HexBytes(row.text("call_hex")),
                        row.number("gas_limit"),
                        new ChainTime(row.number("valid_until"))),
                new Signed(
                        new TxHash(row.text("hash")),
                        new HexBytes(row.text("signed_hex")),
                        new GasFees(row.bigNumber("max_fee"), row.bigNumber("tip"))),
                hashes(row),
                (int) row.number("attempt"),
                moment(row, "taken_block", "taken_time"),
                moment(row, "free_block", "free_time"),
                (int) row.number("tries"),
                Duration.ofMillis(row.optionalNumber("since_try").orElse(0L)),
                Duration.ofMillis(row.number("offered")),
                row.optionalNumber("unaccounted").map(Duration::ofMillis),
                row.optionalText("refusal"));
    }

    private static Optional<Moment> moment(Row row, String block, String time) throws SQLException {
        var number = row.optionalNumber(block);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(new Moment(new BlockNumber(number.get()), row.time(time)));
    }

    private static List<TxHash> hashes(Row row) throws SQLException {
        return Arrays.stream(row.text("hashes").split(" ")).map(TxHash::new).toList();
    }
}
