package io.amser.indexer.rebuild;

import java.util.List;

/**
 * How one table compares.
 *
 * @param live its rows in the tables that are answered from
 * @param rebuilt its rows as built anew
 * @param missing rows that only the chain has
 * @param surplus rows that only the tables have
 * @param altered rows of which the tables say something else
 * @param examples the first differences
 */
record TableReport(
        ReadModelTable table,
        long live,
        long rebuilt,
        long missing,
        long surplus,
        long altered,
        List<Difference> examples) {

    long differences() {
        return missing + surplus + altered;
    }
}
