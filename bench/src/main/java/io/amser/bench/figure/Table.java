package io.amser.bench.figure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows under a header, each with as many cells. */
public record Table(List<String> header, List<List<String>> rows) {

    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (var row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("A row needs " + header.size() + " cells: " + row);
            }
        }
    }

    /** In columns, for a terminal. */
    public String plain() {
        var widths = IntStream.range(0, header.size()).map(this::width).toArray();
        return lines().map(row -> "  " + padded(row, widths).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    public String markdown() {
        var rule = "|" + "---|".repeat(header.size()) + "\n";
        return markdown(header) + rule + rows.stream().map(Table::markdown).collect(Collectors.joining());
    }

    private static String markdown(List<String> row) {
        return row.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private Stream<List<String>> lines() {
        return Stream.concat(Stream.of(header), rows.stream());
    }

    private int width(int column) {
        return lines().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                .collect(Collectors.joining("  "));
    }
}
