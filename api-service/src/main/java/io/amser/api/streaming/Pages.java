package io.amser.api.streaming;

import static io.amser.api.parameter.Parameters.HIGHEST_LIMIT;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.amser.api.freshness.Moment;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Reads a list page by page, each when it is asked for and by a query of its own that begins behind the last row: whoever
 * reads slowly holds no connection, and no transaction open. What is long or dear is read from the connections for reports.
 */
@ApplicationScoped
class Pages {
    private static final int ROWS = 1_000;

    private final Pool db;
    private final Pool reports;
    private final Cache<Beginning, Uni<List<Row>>> beginnings =
            Caffeine.newBuilder().maximumSize(4).build();

    Pages(Pool db, @ReactiveDataSource("reports") Pool reports) {
        this.db = db;
        this.reports = reports;
    }

    /** What a shared list begins with in one block, in one second. */
    private record Beginning(String sql, String block, long second) {
        static Beginning of(JsonArrays.Query<?> query, Moment moment) {
            return new Beginning(
                    query.sql(), moment.asOf().hash(), moment.time().seconds());
        }
    }

    /** All rows behind a place. */
    Multi<List<Row>> after(JsonArrays.Query<?> query, List<String> start) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new Bookmark(start),
                        bookmark -> read(reports, query.from(bookmark.place), ROWS)
                                .invoke(rows -> bookmark.move(query.sorting(), rows)))
                .whilst(rows -> rows.size() == ROWS)
                .filter(rows -> !rows.isEmpty());
    }

    /** At most so many rows behind a cursor; without one, from the start. */
    Uni<List<Row>> first(JsonArrays.Query<?> query, Optional<String> cursor, int most) {
        var from = query.from(query.sorting().after(cursor));
        return query.shared()
                .map(moment -> cursor.isPresent()
                        ? read(reports, from, most)
                        : beginning(from, moment).map(rows -> rows.subList(0, Math.min(most, rows.size()))))
                .orElseGet(() -> read(db, from, most));
    }

    /** As much as anybody may ask for at once; a failure is not kept. */
    private Uni<List<Row>> beginning(JsonArrays.Query<?> query, Moment moment) {
        var beginning = Beginning.of(query, moment);
        return beginnings
                .get(
                        beginning,
                        _ -> read(reports, query, HIGHEST_LIMIT + 1)
                                .onFailure()
                                .invoke(_ -> beginnings.invalidate(beginning))
                                .memoize()
                                .indefinitely())
                .emitOn(MutinyHelper.executor(Vertx.currentContext()));
    }

    private static Uni<List<Row>> read(Pool db, JsonArrays.Query<?> query, int most) {
        return db.preparedQuery(query.first(most))
                .execute(query.arguments())
                .map(rows -> rows.stream().toList());
    }

    /** How far one caller has come. */
    private static final class Bookmark {
        private List<String> place;

        Bookmark(List<String> start) {
            place = start;
        }

        void move(Sorting sorting, List<Row> rows) {
            if (!rows.isEmpty()) {
                place = sorting.place().apply(rows.getLast());
            }
        }
    }
}
