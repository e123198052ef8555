package io.amser.eventlog.readmodel;

import io.amser.protocol.AllowanceKey;
import io.amser.protocol.subscription.StandingAllowance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.Collection;
import java.util.Map;

/** The SQL about allowances at Permit2, as they were last set. */
public final class Allowances implements Table<AllowanceKey, StandingAllowance> {
    private static final String LOAD = """
            SELECT a.*
              FROM UNNEST($1::text[], $2::text[], $3::text[]) AS k (owner, token, processor)
              JOIN allowance a USING (owner, token, processor)
            """;

    private static final String STORE = """
            INSERT INTO allowance (owner, token, processor, amount, expiration)
            SELECT * FROM UNNEST($1::text[], $2::text[], $3::text[], $4::numeric[], $5::bigint[])
                ON CONFLICT (owner, token, processor) DO UPDATE
               SET (amount, expiration) = (EXCLUDED.amount, EXCLUDED.expiration)
            """;

    private static final String DELETE = """
            DELETE FROM allowance a
             USING UNNEST($1::text[], $2::text[], $3::text[]) AS k (owner, token, processor)
             WHERE (a.owner, a.token, a.processor) = (k.owner, k.token, k.processor)
            """;

    @Override
    public Uni<Map<AllowanceKey, StandingAllowance>> load(SqlClient db, Collection<AllowanceKey> keys) {
        return Statements.read(db, LOAD, columns(keys), Allowances::key, Allowances::from);
    }

    @Override
    public Uni<Void> store(SqlClient tx, Map<AllowanceKey, StandingAllowance> states) {
        var rows = ColumnArrays.of(states.values())
                .text(allowance -> allowance.key().owner())
                .text(allowance -> allowance.key().token())
                .text(allowance -> allowance.key().processor())
                .numbers(allowance -> allowance.amount().value())
                .times(StandingAllowance::expiration);
        return Statements.write(tx, STORE, rows);
    }

    @Override
    public Uni<Void> delete(SqlClient tx, Collection<AllowanceKey> keys) {
        return Statements.write(tx, DELETE, columns(keys));
    }

    public static StandingAllowance from(Row row) {
        return new StandingAllowance(key(row), Columns.amount(row, "amount"), Columns.time(row, "expiration"));
    }

    public static AllowanceKey key(Row row) {
        return new AllowanceKey(
                Columns.address(row, "processor"), Columns.address(row, "owner"), Columns.address(row, "token"));
    }

    private static ColumnArrays<AllowanceKey> columns(Collection<AllowanceKey> keys) {
        return ColumnArrays.of(keys)
                .text(AllowanceKey::owner)
                .text(AllowanceKey::token)
                .text(AllowanceKey::processor);
    }
}
