package io.amser.devstack.process;

import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process did not do what it was started for; the message ends with the last lines of its log. */
public final class ProcessFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int LAST_LINES = 12;

    public ProcessFailure(String sentence, Path log) {
        super("%s. Its log %s ends with:%n%s".formatted(sentence, log, String.join("\n", lastLines(log))));
    }

    private static List<String> lastLines(Path log) {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(unreadable: " + e.getMessage() + ")");
        }
    }
}
