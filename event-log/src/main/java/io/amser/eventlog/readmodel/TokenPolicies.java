package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.TokenKind;
import io.amser.protocol.TokenPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.Collection;
import java.util.Map;
import java.util.Map.Entry;

/** The SQL about tokens. */
public final class TokenPolicies implements Table<Address, TokenPolicy> {
    private static final String LOAD = """
            SELECT t.*
              FROM UNNEST($1::text[]) AS k (token)
              JOIN token_policy t USING (token)
            """;

    private static final String STORE = """
            INSERT INTO token_policy (token, enabled, decimals, min_per_tx, max_per_tx, kind, name, symbol)
            SELECT * FROM UNNEST($1::text[], $2::boolean[], $3::int[], $4::numeric[], $5::numeric[], $6::text[],
                                 $7::text[], $8::text[])
                ON CONFLICT (token) DO UPDATE
               SET (enabled, decimals, min_per_tx, max_per_tx, kind, name, symbol) =
                   (EXCLUDED.enabled, EXCLUDED.decimals, EXCLUDED.min_per_tx, EXCLUDED.max_per_tx, EXCLUDED.kind,
                    EXCLUDED.name, EXCLUDED.symbol)
            """;

    private static final String DELETE = """
            DELETE FROM token_policy t
             USING UNNEST($1::text[]) AS k (token)
             WHERE t.token = k.token
            """;

    @Override
    public Uni<Map<Address, TokenPolicy>> load(SqlClient db, Collection<Address> keys) {
        return Statements.read(db, LOAD, columns(keys), row -> Columns.address(row, "token"), TokenPolicies::from);
    }

    @Override
    public Uni<Void> store(SqlClient tx, Map<Address, TokenPolicy> states) {
        var rows = ColumnArrays.of(states.entrySet())
                .text(Entry::getKey)
                .flags(entry -> entry.getValue().enabled())
                .ints(entry -> entry.getValue().decimals())
                .numbers(entry -> entry.getValue().min().value())
                .numbers(entry -> entry.getValue().max().value())
                .text(entry -> entry.getValue().kind())
                .text(entry -> entry.getValue().name())
                .text(entry -> entry.getValue().symbol());
        return Statements.write(tx, STORE, rows);
    }

    @Override
    public Uni<Void> delete(SqlClient tx, Collection<Address> keys) {
        return Statements.write(tx, DELETE, columns(keys));
    }

    public static TokenPolicy from(Row row) {
        return new TokenPolicy(
                row.getBoolean("enabled"),
                row.getInteger("decimals"),
                Columns.amount(row, "min_per_tx"),
                Columns.amount(row, "max_per_tx"),
                TokenKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("symbol"));
    }

    private static ColumnArrays<Address> columns(Collection<Address> keys) {
        return ColumnArrays.of(keys).text(key -> key);
    }
}
