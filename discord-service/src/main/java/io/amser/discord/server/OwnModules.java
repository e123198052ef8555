package io.amser.discord.server;

import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The SQL about the modules of a merchant that have plans. */
final class OwnModules {
    private static final String OF_MERCHANT = """
            SELECT address
              FROM module
             WHERE merchant = $1 AND kind = 'SUBSCRIPTIONS'
             ORDER BY deployed_at, address
            """;

    Uni<List<Address>> of(SqlClient database, Address merchant) {
        return database.preparedQuery(OF_MERCHANT)
                .execute(Tuple.of(merchant.value()))
                .map(rows -> rows.stream()
                        .map(row -> Columns.address(row, "address"))
                        .toList());
    }
}
