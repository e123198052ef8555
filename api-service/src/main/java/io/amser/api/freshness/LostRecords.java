package io.amser.api.freshness;

import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;

/** The SQL that asks whether an answer lacks a record; one that belongs to no known module may concern anybody. */
@ApplicationScoped
class LostRecords {
    private static final String OF_MERCHANT = """
            SELECT EXISTS (SELECT
                             FROM incomplete i
                             LEFT JOIN module m ON m.address = i.module
                            WHERE m.merchant = $1 OR m.address IS NULL)
            """;

    private static final String OF_MODULE = """
            SELECT EXISTS (SELECT
                             FROM incomplete i
                             LEFT JOIN module m ON m.address = i.module
                            WHERE i.module = $1 OR m.address IS NULL)
            """;

    private static final String OF_SUBSCRIPTION = """
            SELECT EXISTS (SELECT
                             FROM incomplete i
                             LEFT JOIN module m ON m.address = i.module
                            WHERE i.module = $1 AND (i.id = $2 OR i.id IS NULL) OR m.address IS NULL)
            """;

    private static final String OF_PROTOCOL = """
            SELECT EXISTS (SELECT
                             FROM incomplete i
                             LEFT JOIN module m ON m.address = i.module
                            WHERE m.address IS NULL)
            """;

    private final Pool db;

    LostRecords(Pool db) {
        this.db = db;
    }

    Uni<Boolean> ofMerchant(Address merchant) {
        return exists(OF_MERCHANT, Tuple.of(merchant.value()));
    }

    Uni<Boolean> ofModule(Address module) {
        return exists(OF_MODULE, Tuple.of(module.value()));
    }

    Uni<Boolean> ofSubscription(SubscriptionKey subscription) {
        return exists(
                OF_SUBSCRIPTION,
                Tuple.of(
                        subscription.module().value(),
                        Numeric.create(subscription.id().value())));
    }

    Uni<Boolean> ofProtocol() {
        return exists(OF_PROTOCOL, Tuple.tuple());
    }

    private Uni<Boolean> exists(String sql, Tuple arguments) {
        return db.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
