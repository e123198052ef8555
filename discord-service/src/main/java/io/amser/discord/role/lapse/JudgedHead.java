package io.amser.discord.role.lapse;

import io.amser.eventlog.clock.WrittenHead;
import io.amser.protocol.ChainTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Optional;

/** The SQL that lets nobody judge by a head older than another one had: a log that is read again is never judged by halves. */
final class JudgedHead {
    /** A clock may jump back, and a new topic counts from zero: a head is an older one by both alone. */
    private static final String HOLD = """
            UPDATE judged_head
               SET (written, log_offset, chain_time) = ($1, $2, $3)
              FROM (SELECT chain_time
                      FROM judged_head
                     WHERE log_offset <= $2 OR written <= $1
                       FOR UPDATE SKIP LOCKED) AS former
            RETURNING former.chain_time
            """;

    /** Until the caller commits; answers the time of the former head, or nothing if the head is not ours. */
    Uni<Optional<ChainTime>> hold(SqlConnection tx, WrittenHead head) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(
                        head.written().atOffset(ZoneOffset.UTC),
                        head.offset(),
                        head.head().timestamp().seconds()))
                .map(rows -> rows.stream()
                        .map(row -> new ChainTime(row.getLong("chain_time")))
                        .findFirst());
    }
}
