package io.amser.indexer.rebuild;

import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a table in the order of its key, some hundred in memory at a time. */
final class OrderedRows implements Iterator<OrderedRows.KeyedRow>, AutoCloseable {
    private static final int PAGE = 500;

    private final Cursor cursor;
    private @Nullable RowIterator<Row> page;

    /** @param connection one within a transaction */
    OrderedRows(SqlConnection connection, ReadModelTable table) {
        this.cursor = Postgres.await(connection.prepare(table.rows())).cursor();
    }

    /**
     * One row.
     *
     * @param key sorts as the table does
     * @param name for people
     * @param json all columns
     */
    record KeyedRow(String key, String name, String json) {}

    @Override
    public boolean hasNext() {
        if (page == null || (!page.hasNext() && cursor.hasMore())) {
            page = Postgres.await(cursor.read(PAGE)).iterator();
        }
        return page.hasNext();
    }

    @Override
    public KeyedRow next() {
        if (!hasNext() || page == null) {
            throw new NoSuchElementException();
        }
        var row = page.next();
        return new KeyedRow(row.getString("key"), row.getString("name"), row.getString("row"));
    }

    @Override
    public void close() {
        Postgres.await(cursor.close());
    }
}
