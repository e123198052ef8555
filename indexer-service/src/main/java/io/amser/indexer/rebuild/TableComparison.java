package io.amser.indexer.rebuild;

import io.amser.indexer.rebuild.OrderedRows.KeyedRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes along both versions of a table at once, in the order of its key. */
final class TableComparison {
    static final int MOST_EXAMPLES = 20;

    private final ReadModelTable table;
    private final List<Difference> examples = new ArrayList<>();
    private long liveRows;
    private long rebuiltRows;
    private long missing;
    private long surplus;
    private long altered;

    private TableComparison(ReadModelTable table) {
        this.table = table;
    }

    static TableReport of(ReadModelTable table, Iterator<KeyedRow> live, Iterator<KeyedRow> rebuilt, Teller teller) {
        return new TableComparison(table).compare(live, rebuilt, teller);
    }

    private TableReport compare(Iterator<KeyedRow> live, Iterator<KeyedRow> rebuilt, Teller teller) {
        var ours = next(live);
        var theirs = next(rebuilt);
        while (ours != null || theirs != null) {
            var order = order(ours, theirs);
            if (ours != null && theirs != null && order == 0) {
                same(ours, theirs);
            } else if (ours != null && order < 0) {
                surplus++;
                note(Difference.surplus(table, ours));
            } else if (theirs != null) {
                missing++;
                note(Difference.missing(table, theirs));
            }
            if (order <= 0) {
                liveRows++;
                ours = next(live);
            }
            if (order >= 0) {
                rebuiltRows++;
                theirs = next(rebuilt);
            }
            teller.comparing(table, rebuiltRows);
        }
        return new TableReport(table, liveRows, rebuiltRows, missing, surplus, altered, List.copyOf(examples));
    }

    /** What has ended sorts last. */
    private static int order(@Nullable KeyedRow ours, @Nullable KeyedRow theirs) {
        if (ours == null) {
            return 1;
        }
        return theirs == null ? -1 : ours.key().compareTo(theirs.key());
    }

    private void same(KeyedRow ours, KeyedRow theirs) {
        if (!ours.json().equals(theirs.json())) {
            altered++;
            note(Difference.altered(table, ours, theirs));
        }
    }

    private void note(Difference difference) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(difference);
        }
    }

    private static @Nullable KeyedRow next(Iterator<KeyedRow> rows) {
        return rows.hasNext() ? rows.next() : null;
    }
}
