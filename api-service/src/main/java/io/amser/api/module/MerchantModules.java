package io.amser.api.module;

import static io.amser.api.problem.ProblemCode.INDEX_INCOMPLETE;
import static io.amser.api.problem.ProblemCode.UNKNOWN_MODULE;

import io.amser.api.freshness.Freshness;
import io.amser.api.parameter.Parameters;
import io.amser.api.problem.ProblemException;
import io.amser.protocol.Address;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL that finds modules. */
@ApplicationScoped
public class MerchantModules {
    private static final String SUBSCRIPTIONS_OF_MERCHANT = """
            SELECT address
              FROM module
             WHERE merchant = $1 AND kind = 'SUBSCRIPTIONS'
             ORDER BY deployed_at DESC, address
             LIMIT 1
            """;

    private static final String OWNED = """
            SELECT address
              FROM module
             WHERE merchant = $1 AND address = $2
            """;

    private static final String KNOWN = """
            SELECT address
              FROM module
             WHERE address = $1
            """;

    private final Pool db;
    private final Freshness freshness;

    MerchantModules(Pool db, Freshness freshness) {
        this.db = db;
        this.freshness = freshness;
    }

    /** The subscription that a caller's words name: at a module of the merchant's, by default at its subscription module. */
    public Uni<SubscriptionKey> subscription(String merchant, String id, @Nullable String module) {
        var subscription = Parameters.subscriptionId("id", id);
        return of(merchant, module).map(found -> new SubscriptionKey(found, subscription));
    }

    /** The plan that a caller's words name, likewise. */
    public Uni<PlanKey> plan(String merchant, String id, @Nullable String module) {
        var plan = Parameters.planId("id", id);
        return of(merchant, module).map(found -> new PlanKey(found, plan));
    }

    private Uni<Address> of(String merchant, @Nullable String module) {
        return of(Parameters.address("merchant", merchant), Parameters.optionalAddress("module_address", module));
    }

    /** The module that is named, if it is the merchant's; unnamed, the merchant's newest one for subscriptions. */
    private Uni<Address> of(Address merchant, Optional<Address> named) {
        return named.map(module -> first(OWNED, Tuple.of(merchant.value(), module.value())))
                .orElseGet(() -> first(SUBSCRIPTIONS_OF_MERCHANT, Tuple.of(merchant.value())))
                .chain(found -> orMissing(found, "The merchant has no such module."));
    }

    /** The same address, if it is a module's. */
    public Uni<Address> known(Address module) {
        return first(KNOWN, Tuple.of(module.value()))
                .chain(found -> orMissing(found, "No module of the protocol has this address."));
    }

    private Uni<Optional<Address>> first(String sql, Tuple arguments) {
        return db.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> rows.stream().findFirst().map(row -> new Address(row.getString("address"))));
    }

    /** A module whose own record may be the one that could not be applied is not said to be none. */
    private Uni<Address> orMissing(Optional<Address> found, String detail) {
        return found.map(module -> Uni.createFrom().item(module))
                .orElseGet(() -> freshness.ofProtocol().map(moment -> {
                    throw moment.lacksRecords()
                            ? new ProblemException(
                                    INDEX_INCOMPLETE, "The record of this module may be one that could not be applied.")
                            : new ProblemException(UNKNOWN_MODULE, detail);
                }));
    }
}
