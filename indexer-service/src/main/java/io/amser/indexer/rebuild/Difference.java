package io.amser.indexer.rebuild;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * One thing of which the tables say something else than the chain.
 *
 * @param what its table, or {@code contracts}, and its name
 * @param details one line for each value that differs
 */
record Difference(String what, List<String> details) {

    static Difference missing(ReadModelTable table, OrderedRows.KeyedRow onChain) {
        return new Difference(name(table, onChain), List.of("is missing in the tables: " + onChain.json()));
    }

    static Difference surplus(ReadModelTable table, OrderedRows.KeyedRow live) {
        return new Difference(name(table, live), List.of("stands in the tables alone: " + live.json()));
    }

    static Difference altered(ReadModelTable table, OrderedRows.KeyedRow live, OrderedRows.KeyedRow onChain) {
        var ours = new JsonObject(live.json());
        var theirs = new JsonObject(onChain.json());
        var columns = new TreeSet<>(ours.fieldNames());
        columns.addAll(theirs.fieldNames());
        var details = new ArrayList<String>();
        for (var column : columns) {
            if (!Objects.equals(ours.getValue(column), theirs.getValue(column))) {
                details.add(column + " is " + ours.getValue(column) + " in the tables, " + theirs.getValue(column)
                        + " by the chain");
            }
        }
        return new Difference(name(table, live), details);
    }

    private static String name(ReadModelTable table, OrderedRows.KeyedRow row) {
        return table.word() + " " + row.name();
    }
}
