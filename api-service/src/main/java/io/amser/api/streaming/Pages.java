package io.amser.api.streaming;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Reads a list page by page, each when it is asked for and by a query of its own that begins behind the last row: whoever
 * reads slowly holds no connection, and no transaction open.
 */
@ApplicationScoped
class Pages {
    private static final int ROWS = 1_000;

    private final Pool db;

    Pages(Pool db) {
        this.db = db;
    }

    /** All rows behind a place. */
    Multi<List<Row>> after(JsonArrays.Query<?> query, List<String> start) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new Bookmark(start),
                        bookmark -> first(query.from(bookmark.place), ROWS)
                                .invoke(rows -> bookmark.move(query.sorting(), rows)))
                .whilst(rows -> rows.size() == ROWS)
                .filter(rows -> !rows.isEmpty());
    }

    /** At most so many rows of a query that knows where it begins. */
    Uni<List<Row>> first(JsonArrays.Query<?> query, int most) {
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
