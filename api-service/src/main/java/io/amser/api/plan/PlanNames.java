package io.amser.api.plan;

import static io.amser.api.problem.ProblemCode.METADATA_MISMATCH;

import io.amser.api.problem.ProblemException;
import io.amser.protocol.PlanKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The SQL that gives plans their names. */
@ApplicationScoped
class PlanNames {
    private static final String GIVE = """
            INSERT INTO plan_metadata (module, plan_id, name, description, hash)
            SELECT p.module, p.id, $3, $4, $5
              FROM plan p
             WHERE p.module = $1 AND p.id = $2 AND (p.metadata_hash = $5 OR $6)
                ON CONFLICT (module, plan_id) DO UPDATE
               SET (name, description, hash) = (EXCLUDED.name, EXCLUDED.description, EXCLUDED.hash)
            """;

    private final Pool db;

    PlanNames(Pool db) {
        this.db = db;
    }

    /** Fails with a problem if the plan carries another hash, unless {@code evenUnverified}. */
    Uni<Void> give(PlanKey plan, PlanMetadata metadata, boolean evenUnverified) {
        var hash = metadata.hash().value();
        return db.preparedQuery(GIVE)
                .execute(Tuple.tuple()
                        .addString(plan.module().value())
                        .addLong(plan.id().value())
                        .addString(metadata.name())
                        .addString(metadata.description())
                        .addString(hash)
                        .addBoolean(evenUnverified))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new ProblemException(
                                METADATA_MISMATCH, "The plan carries another hash on chain than " + hash + ".");
                    }
                })
                .replaceWithVoid();
    }
}
