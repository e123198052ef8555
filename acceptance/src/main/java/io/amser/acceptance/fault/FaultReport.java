package io.amser.acceptance.fault;

import java.io.PrintStream;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a fault run found.
 *
 * @param figures by name, in the order in which people read them
 * @param wrong a sentence for each thing that should not be
 */
public record FaultReport(String name, SequencedMap<String, Long> figures, List<String> wrong) {

    private static final int SENTENCES = 20;

    public FaultReport {
        wrong = List.copyOf(wrong);
    }

    public boolean holds() {
        return wrong.isEmpty();
    }

    /** A table for people, and as the last line a JSON object for machines. */
    public void print(PrintStream out) {
        wrong.stream().limit(SENTENCES).forEach(sentence -> out.println("  wrong: " + sentence));
        figures.forEach((figure, value) -> out.printf("  %-16s %8d%n", figure, value));
        var json = JsonMapper.builder().build().createObjectNode();
        json.put("fault", name);
        json.put("ok", holds());
        figures.forEach(json::put);
        out.println(json);
    }
}
