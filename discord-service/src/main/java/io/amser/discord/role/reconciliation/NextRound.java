package io.amser.discord.role.reconciliation;

import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/** The SQL that brings members to the head of the next round, because our record of a module cannot be relied on any more. */
public final class NextRound {
    private static final String OF_MODULE = """
            UPDATE member
               SET reconciled_at = 'epoch'
             WHERE guild_id IN (SELECT guild_id FROM mapping WHERE module = $1) AND reconciled_at < 'infinity'
            """;

    private static final String OF_ALL = """
            UPDATE member
               SET reconciled_at = 'epoch'
             WHERE reconciled_at < 'infinity'
            """;

    /** Of everybody, if it is not known which module. */
    public Uni<Void> bringForward(SqlClient tx, Optional<Address> module) {
        return module.map(one -> tx.preparedQuery(OF_MODULE).execute(Tuple.of(one.value())))
                .orElseGet(() -> tx.query(OF_ALL).execute())
                .replaceWithVoid();
    }
}
