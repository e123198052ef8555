package io.amser.eventlog.readmodel;

import io.amser.protocol.MetadataHash;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.subscription.Plan;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** The SQL about plans. */
public final class Plans implements Table<PlanKey, Plan> {
    private static final String LOAD = """
            SELECT p.*
              FROM UNNEST($1::text[], $2::bigint[]) AS k (module, id)
              JOIN plan p USING (module, id)
            """;

    private static final String STORE = """
            INSERT INTO plan (module, id, token, price, billing_interval, grace_period, metadata_hash,
                              token_decimals, token_symbol, active, created_at)
            SELECT * FROM UNNEST($1::text[], $2::bigint[], $3::text[], $4::numeric[], $5::bigint[], $6::bigint[],
                                 $7::text[], $8::int[], $9::text[], $10::boolean[], $11::bigint[])
                ON CONFLICT (module, id) DO UPDATE
               SET (token, price, billing_interval, grace_period, metadata_hash,
                    token_decimals, token_symbol, active, created_at) =
                   (EXCLUDED.token, EXCLUDED.price, EXCLUDED.billing_interval, EXCLUDED.grace_period,
                    EXCLUDED.metadata_hash, EXCLUDED.token_decimals, EXCLUDED.token_symbol, EXCLUDED.active,
                    EXCLUDED.created_at)
            """;

    private static final String DELETE = """
            DELETE FROM plan p
             USING UNNEST($1::text[], $2::bigint[]) AS k (module, id)
             WHERE (p.module, p.id) = (k.module, k.id)
            """;

    @Override
    public Uni<Map<PlanKey, Plan>> load(SqlClient db, Collection<PlanKey> keys) {
        return Statements.read(db, LOAD, columns(keys), Plans::key, Plans::from);
    }

    @Override
    public Uni<Void> store(SqlClient tx, Map<PlanKey, Plan> states) {
        var rows = ColumnArrays.of(states.values())
                .text(plan -> plan.key().module())
                .longs(plan -> plan.key().id().value())
                .text(Plan::token)
                .numbers(plan -> plan.price().value())
                .longs(plan -> plan.interval().toSeconds())
                .longs(plan -> plan.gracePeriod().toSeconds())
                .text(Plan::metadataHash)
                .ints(Plan::decimals)
                .text(Plan::symbol)
                .flags(Plan::active)
                .times(Plan::createdAt);
        return Statements.write(tx, STORE, rows);
    }

    @Override
    public Uni<Void> delete(SqlClient tx, Collection<PlanKey> keys) {
        return Statements.write(tx, DELETE, columns(keys));
    }

    public static PlanKey key(Row row) {
        return new PlanKey(Columns.address(row, "module"), new PlanId(row.getLong("id")));
    }

    public static Plan from(Row row) {
        return new Plan(
                key(row),
                Columns.address(row, "token"),
                Columns.amount(row, "price"),
                Duration.ofSeconds(row.getLong("billing_interval")),
                Duration.ofSeconds(row.getLong("grace_period")),
                new MetadataHash(row.getString("metadata_hash")),
                row.getInteger("token_decimals"),
                row.getString("token_symbol"),
                row.getBoolean("active"),
                Columns.time(row, "created_at"));
    }

    private static ColumnArrays<PlanKey> columns(Collection<PlanKey> keys) {
        return ColumnArrays.of(keys).text(PlanKey::module).longs(key -> key.id().value());
    }
}
