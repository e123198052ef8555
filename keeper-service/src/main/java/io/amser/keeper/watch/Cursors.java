package io.amser.keeper.watch;

import io.amser.keeper.sql.Session;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL about how far the logs were read. */
final class Cursors {
    private static final String READ = "SELECT block_number, block_hash FROM watch_cursor";

    private static final String BEGIN =
            "INSERT INTO watch_cursor (block_number, block_hash) VALUES (?, ?) ON CONFLICT DO NOTHING";

    /** Another replica may have been there: it is left where that one put it. */
    private static final String MOVE = """
            UPDATE watch_cursor SET block_number = ?, block_hash = ?
             WHERE block_number = ? AND block_hash IS NOT DISTINCT FROM ?
            """;

    private Cursors() {}

    static Optional<Cursor> read(Session session) {
        return session
                .query(
                        READ,
                        row -> new Cursor(
                                new BlockNumber(row.number("block_number")),
                                row.optionalText("block_hash").map(BlockHash::new)))
                .stream()
                .findFirst();
    }

    static void begin(Session session, Cursor at) {
        session.update(BEGIN, at.block().value(), text(at));
    }

    /** False if it stands elsewhere by now. */
    static boolean move(Session session, Cursor from, Cursor to) {
        return session.update(MOVE, to.block().value(), text(to), from.block().value(), text(from)) == 1;
    }

    private static @Nullable String text(Cursor cursor) {
        return cursor.hash().map(BlockHash::value).orElse(null);
    }
}
