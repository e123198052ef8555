package io.amser.discord.role.reconciliation;

import io.amser.protocol.Address;
import io.amser.protocol.PlanKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** The SQL about what the chain said where our fold says otherwise. */
final class ChainWords {
    private static final String NOTE = """
            INSERT INTO chain_word (module, wallet, plan_id, active, asked_at)
            VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (module, wallet, plan_id) DO UPDATE
               SET (active, asked_at) = (EXCLUDED.active, EXCLUDED.asked_at)
            """;

    private static final String FORGET = """
            DELETE FROM chain_word
             WHERE (module, wallet, plan_id) = ($1, $2, $3)
            """;

    Uni<Void> note(SqlClient db, PlanKey plan, Address wallet, boolean active, Instant now) {
        return db.preparedQuery(NOTE)
                .execute(Tuple.of(
                        plan.module().value(), wallet.value(), plan.id().value(), active, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<Void> forget(SqlClient db, PlanKey plan, Address wallet) {
        return db.preparedQuery(FORGET)
                .execute(Tuple.of(
                        plan.module().value(), wallet.value(), plan.id().value()))
                .replaceWithVoid();
    }
}
