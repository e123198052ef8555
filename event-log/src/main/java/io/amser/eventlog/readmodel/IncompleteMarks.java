package io.amser.eventlog.readmodel;

import io.amser.eventlog.projection.Poison;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The SQL about what lacks a record that could not be applied. Nothing but a rebuild takes a mark away. */
public final class IncompleteMarks {
    /** What is marked where a record does not even say whom it concerns: no module, but all of them. */
    public static final Address EVERYTHING = new Address("0x" + "0".repeat(40));

    private static final String MARK = """
            INSERT INTO incomplete (module, id)
            VALUES ($1, $2)
                ON CONFLICT DO NOTHING
            """;

    private static final String ALL = """
            SELECT module, id
              FROM incomplete
             ORDER BY module, id
            """;

    private static final String HAS = """
            SELECT EXISTS (SELECT
                             FROM incomplete
                            WHERE module = $1 AND (id = $2 OR id IS NULL) OR module = $3)
            """;

    private static final String HAS_ANY = """
            SELECT EXISTS (SELECT
                             FROM incomplete
                            WHERE module = ANY ($1::text[]) OR module = $2)
            """;

    /** Marks one subscription. */
    public Uni<Void> mark(SqlClient tx, SubscriptionKey subscription) {
        return run(tx, MARK, Tuple.of(subscription.module().value(), number(subscription)))
                .replaceWithVoid();
    }

    /** Marks all that a module holds. */
    public Uni<Void> mark(SqlClient tx, Address module) {
        return run(tx, MARK, Tuple.of(module.value(), null)).replaceWithVoid();
    }

    /** Marks what a record that can never be applied leaves incomplete: the subscription that it names, else all of its module, else everything. */
    public Uni<Void> mark(SqlClient tx, Poison poison) {
        return poison.subscription()
                .map(subscription -> mark(tx, subscription))
                .orElseGet(() -> mark(tx, poison.module().orElse(EVERYTHING)));
    }

    /** Whether this subscription, its whole module, or everything is marked. */
    public Uni<Boolean> has(SqlClient db, SubscriptionKey subscription) {
        return run(db, HAS, Tuple.of(subscription.module().value(), number(subscription), EVERYTHING.value()))
                .map(IncompleteMarks::answer);
    }

    /** Whether anything in one of these modules, or everything, is marked. */
    public Uni<Boolean> hasAny(SqlClient db, List<Address> modules) {
        var names = modules.stream().map(Address::value).toArray(String[]::new);
        return run(db, HAS_ANY, Tuple.of(names, EVERYTHING.value())).map(IncompleteMarks::answer);
    }

    public Uni<List<IncompleteMark>> all(SqlClient db) {
        return db.preparedQuery(ALL)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(IncompleteMarks::from)
                        .toList());
    }

    private static IncompleteMark from(Row row) {
        var id = Optional.ofNullable(row.getNumeric("id")).map(number -> new SubscriptionId(number.bigIntegerValue()));
        return new IncompleteMark(Columns.address(row, "module"), id);
    }

    private static Uni<RowSet<Row>> run(SqlClient db, String sql, Tuple values) {
        return db.preparedQuery(sql).execute(values);
    }

    private static boolean answer(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean(0);
    }

    private static Numeric number(SubscriptionKey subscription) {
        return Numeric.create(subscription.id().value());
    }
}
