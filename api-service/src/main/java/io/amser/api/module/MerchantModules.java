package io.amser.api.module;

import static io.amser.api.problem.ProblemCode.UNKNOWN_MODULE;

import io.amser.api.problem.ProblemException;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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

    MerchantModules(Pool db) {
        this.db = db;
    }

    /** The module that the caller names, if it is the merchant's; unnamed, the merchant's newest one for subscriptions. */
    public Uni<Address> of(Address merchant, Optional<Address> named) {
        return named.map(module -> first(OWNED, Tuple.of(merchant.value(), module.value())))
                .orElseGet(() -> first(SUBSCRIPTIONS_OF_MERCHANT, Tuple.of(merchant.value())))
                .map(found -> found.orElseThrow(() -> unknown("The merchant has no such module.")));
    }

    /** The same address, if it is a module's. */
    public Uni<Address> known(Address module) {
        return first(KNOWN, Tuple.of(module.value()))
                .map(found -> found.orElseThrow(() -> unknown("No module of the protocol has this address.")));
    }

    private Uni<Optional<Address>> first(String sql, Tuple arguments) {
        return db.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> rows.stream().findFirst().map(row -> new Address(row.getString("address"))));
    }

    private static ProblemException unknown(String detail) {
        return new ProblemException(UNKNOWN_MODULE, detail);
    }
}
