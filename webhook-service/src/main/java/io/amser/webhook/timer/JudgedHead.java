package io.amser.webhook.timer;

import io.amser.eventlog.clock.WrittenHead;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;

/** The SQL that lets one replica judge at a time, and none by a head older than another one had. */
final class JudgedHead {
    /** A clock may jump back, and a new topic counts from zero: a head is an older one by both alone. */
    private static final String HOLD = """
            UPDATE judged_head
               SET (written, log_offset) = ($1, $2)
             WHERE single = (SELECT single
                               FROM judged_head
                              WHERE log_offset <= $2 OR written <= $1
                                FOR UPDATE SKIP LOCKED)
            """;

    /** Until the caller commits; tells whether it is ours. */
    Uni<Boolean> hold(SqlConnection tx, WrittenHead head) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(head.written().atOffset(ZoneOffset.UTC), head.offset()))
                .map(held -> held.rowCount() == 1);
    }
}
