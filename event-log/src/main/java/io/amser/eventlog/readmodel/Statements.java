package io.amser.eventlog.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Runs statements that take their rows as arrays. */
final class Statements {
    private Statements() {}

    static Uni<Void> write(SqlClient db, String sql, ColumnArrays<?> rows) {
        return db.preparedQuery(sql).execute(rows.tuple()).replaceWithVoid();
    }

    static <K, S> Uni<Map<K, S>> read(
            SqlClient db, String sql, ColumnArrays<?> keys, Function<Row, K> key, Function<Row, S> state) {
        return db.preparedQuery(sql).execute(keys.tuple()).map(rows -> {
            var found = HashMap.<K, S>newHashMap(rows.size());
            rows.forEach(row -> found.put(key.apply(row), state.apply(row)));
            return found;
        });
    }
}
