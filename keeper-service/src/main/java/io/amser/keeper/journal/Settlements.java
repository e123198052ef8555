package io.amser.keeper.journal;

import io.amser.keeper.chain.Receipt;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL about what became of the transaction at a nonce, until its block is final. */
public final class Settlements {
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

    private Settlements() {}

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
                update, row -> new SetAside(row.number("spend_day"), row.bigNumber("difference")), parameters);
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
                        Submissions.hashes(row),
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
                                    slot, new SetAside(row.number("spend_day"), row.bigNumber("difference")));
                        },
                        parameters)
                .stream()
                .map(taken -> open(session, taken))
                .toList();
    }

    private static Slot open(Session session, TakenBack taken) {
        var slot = taken.slot();
        Spending.correct(
                session, slot.key(), taken.setAside().day(), taken.setAside().wei());
        session.update(SHOW_AGAIN, slot.key().value(), slot.nonce());
        return slot;
    }

    private record TakenBack(Slot slot, SetAside setAside) {}

    /** Nothing takes this block back any more. */
    public static void setFinal(Session session, IncludedBlock block, ChainTime now) {
        session.update(
                FINAL, now.seconds(), block.number().value(), block.hash().value());
    }

    public static void setFinal(Session session, Slot displaced, ChainTime now) {
        session.update(FINALLY_DISPLACED, now.seconds(), displaced.key().value(), displaced.nonce());
    }
}
