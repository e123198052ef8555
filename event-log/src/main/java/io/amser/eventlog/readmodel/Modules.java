package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.ModuleKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.Collection;
import java.util.Map;

/** The SQL about modules. */
public final class Modules implements Table<Address, MerchantModule> {
    private static final String LOAD = """
            SELECT m.*
              FROM UNNEST($1::text[]) AS k (address)
              JOIN module m USING (address)
            """;

    private static final String STORE = """
            INSERT INTO module (address, merchant, kind, processor, deployed_at)
            SELECT * FROM UNNEST($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])
                ON CONFLICT (address) DO UPDATE
               SET (merchant, kind, processor, deployed_at) =
                   (EXCLUDED.merchant, EXCLUDED.kind, EXCLUDED.processor, EXCLUDED.deployed_at)
            """;

    private static final String DELETE = """
            DELETE FROM module
             USING UNNEST($1::text[]) AS k (address)
             WHERE module.address = k.address
            """;

    @Override
    public Uni<Map<Address, MerchantModule>> load(SqlClient db, Collection<Address> keys) {
        return Statements.read(db, LOAD, columns(keys), Modules::key, Modules::from);
    }

    @Override
    public Uni<Void> store(SqlClient tx, Map<Address, MerchantModule> states) {
        var rows = ColumnArrays.of(states.values())
                .text(MerchantModule::address)
                .text(MerchantModule::merchant)
                .text(MerchantModule::kind)
                .text(MerchantModule::processor)
                .times(MerchantModule::deployedAt);
        return Statements.write(tx, STORE, rows);
    }

    @Override
    public Uni<Void> delete(SqlClient tx, Collection<Address> keys) {
        return Statements.write(tx, DELETE, columns(keys));
    }

    public static Address key(Row row) {
        return Columns.address(row, "address");
    }

    public static MerchantModule from(Row row) {
        return new MerchantModule(
                key(row),
                Columns.address(row, "merchant"),
                ModuleKind.valueOf(row.getString("kind")),
                Columns.address(row, "processor"),
                Columns.time(row, "deployed_at"));
    }

    private static ColumnArrays<Address> columns(Collection<Address> keys) {
        return ColumnArrays.of(keys).text(key -> key);
    }
}
