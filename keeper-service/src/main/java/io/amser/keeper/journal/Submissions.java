package io.amser.keeper.journal;

import io.amser.keeper.chain.HexBytes;
import io.amser.keeper.chain.Receipt;
import io.amser.keeper.sql.Row;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The SQL about nonces and what stands at them. */
public final class Submissions {
    private static final String KNOW_KEY =
            "INSERT INTO keeper_key (address, next_nonce) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String LOCK_KEY = "SELECT next_nonce FROM keeper_key WHERE address = ? FOR UPDATE";

    private static final String SET_NEXT_NONCE = "UPDATE keeper_key SET next_nonce = ? WHERE address = ?";

    private static final String STORE = """
            INSERT INTO submission (key_address, nonce, target, call_data, gas_limit, valid_until, state)
            VALUES (?, ?, ?, decode(substr(?, 3), 'hex'), ?, ?, 'OPEN')
            """;

    private static final String STORE_SIGNED = """
            INSERT INTO signed_transaction (key_address, nonce, attempt, hash, bytes, max_fee, tip)
            VALUES (?, ?, ?, ?, decode(substr(?, 3), 'hex'), ?, ?)
                ON CONFLICT DO NOTHING
            """;

    private static final String CHANGE_PAYLOAD = """
            UPDATE submission SET target = ?, call_data = decode(substr(?, 3), 'hex'), gas_limit = ?, valid_until = ?,
                                  refusal = NULL
             WHERE key_address = ? AND nonce = ?
            """;

    private static final String OPEN = """
            SELECT s.*, '0x' || encode(s.call_data, 'hex') AS call_hex, t.attempt, t.hash, t.max_fee, t.tip,
                   '0x' || encode(t.bytes, 'hex') AS signed_hex,
                   (SELECT string_agg(h.hash, ' ') FROM signed_transaction h
                     WHERE h.key_address = s.key_address AND h.nonce = s.nonce) AS hashes,
                   extract(epoch FROM now() - t.signed_at)::bigint AS age,
                   extract(epoch FROM now() - t.broadcast_at)::bigint AS since_broadcast
              FROM submission s
              JOIN LATERAL (SELECT * FROM signed_transaction t
                             WHERE t.key_address = s.key_address AND t.nonce = s.nonce
                             ORDER BY attempt DESC LIMIT 1) t ON true
             WHERE s.state = 'OPEN'
             ORDER BY s.key_address, s.nonce
            """;

    private static final String COUNT_OPEN =
            "SELECT count(*) AS open FROM submission WHERE key_address = ? AND state = 'OPEN'";

    private static final String BROADCAST = """
            UPDATE signed_transaction SET broadcast_at = now() WHERE key_address = ? AND nonce = ? AND attempt = ?
            """;

    private static final String REFUSED = "UPDATE submission SET refusal = ? WHERE key_address = ? AND nonce = ?";

    private static final String SETTLE = """
            UPDATE submission SET state = ?, tx_hash = ?, block = ?, gas_used = ?, gas_price = ?, settled_at = now()
             WHERE key_address = ? AND nonce = ? AND state = 'OPEN'
            """;

    private static final String DISPLACE = """
            UPDATE submission SET state = 'DISPLACED', settled_at = now()
             WHERE key_address = ? AND nonce = ? AND state = 'OPEN'
            """;

    /** The pause leaves out what another replica saw included while we asked. */
    private static final String REOPEN = """
            UPDATE submission SET state = 'OPEN', settled_at = NULL
             WHERE key_address = ? AND nonce >= ? AND state <> 'OPEN' AND settled_at < now() - interval '5 seconds'
            RETURNING nonce
            """;

    private static final String VACANT = """
            SELECT nonce FROM generate_series(?::bigint, ?::bigint - 1) AS nonce
             WHERE NOT EXISTS (SELECT FROM submission s WHERE s.key_address = ? AND s.nonce = nonce.nonce)
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

    public static void store(Session session, Slot slot, Payload payload, Signed signed) {
        session.update(
                STORE,
                slot.key().value(),
                slot.nonce(),
                payload.target().value(),
                payload.callData().value(),
                payload.gasLimit(),
                payload.validUntil().seconds());
        store(session, slot, 1, signed);
    }

    /** Keeps what replaces the transactions that stand at this nonce so far; false if another replica was first. */
    public static boolean replace(Session session, Slot slot, Payload payload, int attempt, Signed signed) {
        if (!store(session, slot, attempt, signed)) {
            return false;
        }
        session.update(
                CHANGE_PAYLOAD,
                payload.target().value(),
                payload.callData().value(),
                payload.gasLimit(),
                payload.validUntil().seconds(),
                slot.key().value(),
                slot.nonce());
        return true;
    }

    private static boolean store(Session session, Slot slot, int attempt, Signed signed) {
        return session.update(
                        STORE_SIGNED,
                        slot.key().value(),
                        slot.nonce(),
                        attempt,
                        signed.hash().value(),
                        signed.bytes().value(),
                        signed.fees().max(),
                        signed.fees().tip())
                == 1;
    }

    /** Of all keys: whoever is alive settles what a dead one left. */
    public static List<OpenSubmission> open(Session session) {
        return session.query(OPEN, Submissions::read);
    }

    public static int openOf(Session session, Address key) {
        return session.query(COUNT_OPEN, row -> (int) row.number("open"), key.value())
                .getFirst();
    }

    public static void broadcast(Session session, Slot slot, int attempt) {
        session.update(BROADCAST, slot.key().value(), slot.nonce(), attempt);
    }

    public static void refused(Session session, Slot slot, String reason) {
        session.update(REFUSED, reason, slot.key().value(), slot.nonce());
    }

    /** Whether this call settled it; another replica may have been first. */
    public static boolean settle(Session session, Slot slot, Receipt receipt) {
        return session.update(
                        SETTLE,
                        receipt.succeeded() ? "INCLUDED" : "REVERTED",
                        receipt.tx().value(),
                        receipt.block().number().value(),
                        receipt.gasUsed(),
                        receipt.gasPrice(),
                        slot.key().value(),
                        slot.nonce())
                == 1;
    }

    /** Something that we did not sign stands at this nonce. */
    public static boolean displace(Session session, Slot slot) {
        return session.update(DISPLACE, slot.key().value(), slot.nonce()) == 1;
    }

    /** What was taken for included and is not: the nonces from {@code nonce} on. */
    public static List<Slot> reopen(Session session, Address key, long nonce) {
        return session.query(REOPEN, row -> new Slot(key, row.number("nonce")), key.value(), nonce);
    }

    /** The nonces in {@code from <= nonce < to} at which nothing of ours stands. */
    public static List<Long> vacant(Session session, Address key, long from, long to) {
        return session.query(VACANT, row -> row.number("nonce"), from, to, key.value());
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
                Arrays.stream(row.text("hashes").split(" ")).map(TxHash::new).toList(),
                (int) row.number("attempt"),
                Duration.ofSeconds(row.number("age")),
                row.optionalNumber("since_broadcast").map(Duration::ofSeconds),
                row.optionalText("refusal"));
    }
}
