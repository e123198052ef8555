package io.amser.keeper.journal;

import static java.util.stream.Collectors.toMap;

import io.amser.keeper.chain.HexBytes;
import io.amser.keeper.sql.Row;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
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

/** The SQL about nonces and what is signed for them. */
public final class Submissions {
    private static final String KNOW_KEY =
            "INSERT INTO keeper_key (address, next_nonce) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String NEXT_NONCE = "SELECT next_nonce FROM keeper_key WHERE address = ?";

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
                                  spend_day = ?, reserved = greatest(reserved, ?), refusal = NULL, offered_at = now()
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

    /** Empty for a key that was never used. */
    public static Optional<Long> nextNonce(Session session, Address key) {
        return session.query(NEXT_NONCE, row -> row.number("next_nonce"), key.value()).stream()
                .findFirst();
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
     * Keeps what replaces the transactions that stand at this nonce so far, and moves what is set aside for them to {@code day}; false, with nothing
     * stored, if another replica was first or that day's sum would exceed {@code ceiling}.
     *
     * @param mayCost in wei
     */
    public static boolean replace(
            Session session,
            Slot slot,
            Payload payload,
            int attempt,
            Signed signed,
            long day,
            BigInteger mayCost,
            BigInteger ceiling) {
        var setAside = session
                .query(
                        RESERVATION,
                        row -> new SetAside(row.number("spend_day"), row.bigNumber("reserved")),
                        slot.key().value(),
                        slot.nonce(),
                        attempt)
                .stream()
                .findFirst();
        if (setAside.isEmpty()) {
            return false;
        }
        var had = setAside.get().wei();
        var needed = mayCost.max(had);
        if (!Spending.move(session, slot.key(), setAside.get().day(), had, day, needed, ceiling)) {
            return false;
        }
        store(session, slot, attempt, signed);
        session.update(
                CHANGE_PAYLOAD,
                payload.target().value(),
                payload.callData().value(),
                payload.gasLimit(),
                payload.validUntil().seconds(),
                day,
                mayCost,
                slot.key().value(),
                slot.nonce());
        return true;
    }

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

    static List<TxHash> hashes(Row row) throws SQLException {
        return Arrays.stream(row.text("hashes").split(" ")).map(TxHash::new).toList();
    }
}
