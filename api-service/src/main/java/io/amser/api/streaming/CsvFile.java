package io.amser.api.streaming;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How rows look as CSV (RFC 4180). A cell that a spreadsheet would run as a formula is led by an apostrophe: symbols of tokens
 * are written by strangers.
 */
public record CsvFile<V>(String name, List<Column<V>> columns) {
    private static final String FORMULAS = "=+-@\t\r\n";

    /** One column and its header. */
    public record Column<V>(String header, Function<V, @Nullable Object> cell) {}

    String header() {
        return columns.stream().map(Column::header).collect(joining(",", "", "\r\n"));
    }

    String line(V row) {
        return columns.stream().map(column -> cell(column.cell().apply(row))).collect(joining(",", "", "\r\n"));
    }

    static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        var harmless = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.chars().anyMatch(unit -> ",\"\r\n\t".indexOf(unit) >= 0)
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }
}
