package io.amser.webhook.endpoint;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.UUID;

/** The SQL about endpoints. */
public final class Endpoints {
    private static final String DISABLE = """
            UPDATE endpoint
               SET state = 'DISABLED'
             WHERE id = ANY ($1::uuid[]) AND state = 'ACTIVE'
            """;

    /** What comes for them from now on is parked. */
    public Uni<Void> disable(SqlConnection tx, Collection<UUID> endpoints) {
        return endpoints.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(DISABLE)
                        .execute(Tuple.of(endpoints.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }
}
