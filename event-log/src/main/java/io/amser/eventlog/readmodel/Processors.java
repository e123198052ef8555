package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.subscription.ProcessorPauses;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.Collection;
import java.util.Map;
import java.util.Map.Entry;

/** The SQL about payment processors. */
public final class Processors implements Table<Address, ProcessorPauses> {
    private static final String LOAD = """
            SELECT p.*
              FROM UNNEST($1::text[]) AS k (address)
              JOIN processor p USING (address)
            """;

    private static final String STORE = """
            INSERT INTO processor (address, paused, last_paused_at, last_unpaused_at)
            SELECT * FROM UNNEST($1::text[], $2::boolean[], $3::bigint[], $4::bigint[])
                ON CONFLICT (address) DO UPDATE
               SET (paused, last_paused_at, last_unpaused_at) =
                   (EXCLUDED.paused, EXCLUDED.last_paused_at, EXCLUDED.last_unpaused_at)
            """;

    private static final String DELETE = """
            DELETE FROM processor p
             USING UNNEST($1::text[]) AS k (address)
             WHERE p.address = k.address
            """;

    @Override
    public Uni<Map<Address, ProcessorPauses>> load(SqlClient db, Collection<Address> keys) {
        return Statements.read(db, LOAD, columns(keys), row -> Columns.address(row, "address"), Processors::from);
    }

    @Override
    public Uni<Void> store(SqlClient tx, Map<Address, ProcessorPauses> states) {
        var rows = ColumnArrays.of(states.entrySet())
                .text(Entry::getKey)
                .flags(entry -> entry.getValue().paused())
                .times(entry -> entry.getValue().lastPausedAt())
                .times(entry -> entry.getValue().lastUnpausedAt());
        return Statements.write(tx, STORE, rows);
    }

    @Override
    public Uni<Void> delete(SqlClient tx, Collection<Address> keys) {
        return Statements.write(tx, DELETE, columns(keys));
    }

    public static ProcessorPauses from(Row row) {
        return new ProcessorPauses(
                row.getBoolean("paused"), Columns.time(row, "last_paused_at"), Columns.time(row, "last_unpaused_at"));
    }

    /** Under which name the history of events keeps those of a processor. */
    public static String stream(Address processor) {
        return "processor/" + processor;
    }

    private static ColumnArrays<Address> columns(Collection<Address> keys) {
        return ColumnArrays.of(keys).text(key -> key);
    }
}
