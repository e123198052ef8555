package io.amser.indexer.rebuild;

import io.amser.eventlog.HeadRecord;
import java.io.PrintStream;
import java.util.List;

/**
 * What a comparison of the tables with the chain found.
 *
 * @param head where both stood
 */
public record RebuildReport(
        HeadRecord head, long events, List<TableReport> tables, ContractSample.Answers contracts, long seed) {

    public long differences() {
        return tables.stream().mapToLong(TableReport::differences).sum()
                + contracts.differences().size();
    }

    public void print(PrintStream out) {
        out.printf(
                "%n  %-20s%14s%14s%10s%10s%10s%n",
                "table", "in the tables", "built anew", "missing", "surplus", "altered");
        for (var table : tables) {
            out.printf(
                    "  %-20s%,14d%,14d%,10d%,10d%,10d%n",
                    table.table().word(),
                    table.live(),
                    table.rebuilt(),
                    table.missing(),
                    table.surplus(),
                    table.altered());
        }
        out.printf(
                "%n  contracts asked about %d subscriptions (seed %d): %d differences%n",
                contracts.asked(), seed, contracts.differences().size());
        tables.forEach(table -> print(table.examples(), table.differences(), out));
        print(
                contracts.differences().stream()
                        .limit(TableComparison.MOST_EXAMPLES)
                        .toList(),
                contracts.differences().size(),
                out);
        out.printf(
                "%namser: %,d differences at block %s (%s), %,d events%n",
                differences(), head.number(), head.hash(), events);
    }

    private static void print(List<Difference> examples, long all, PrintStream out) {
        for (var difference : examples) {
            out.printf("%n  %s%n", difference.what());
            difference.details().forEach(detail -> out.println("      " + detail));
        }
        if (all > examples.size()) {
            out.printf("%n  and %,d more of this kind%n", all - examples.size());
        }
    }
}
