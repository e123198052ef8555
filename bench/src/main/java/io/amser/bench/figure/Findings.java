package io.amser.bench.figure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one run of a benchmark found out.
 *
 * @param notes how it was measured, one sentence each
 */
public record Findings(List<Figure> figures, List<String> notes) {

    public Findings {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /** For people: the figures beside their aims. */
    public Table table() {
        return new Table(
                List.of("figure", "measured", "aim", "", "is"),
                figures.stream()
                        .map(figure -> List.of(
                                figure.key(), figure.text(), figure.aim().text(), figure.verdict(), figure.meaning()))
                        .toList());
    }

    /** For machines: one object on one line. */
    public String json() {
        return figures.stream()
                .map(figure -> String.format(Locale.ROOT, "\"%s\":%.3f", figure.key(), figure.value()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
