package io.amser.indexer.running;

import io.amser.indexer.rebuild.CannotCompare;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param settings a file of settings, beside those of the environment
 */
record ReindexOptions(boolean help, Optional<Path> settings, int sample, long seed) {
    static final String HELP = """
            ./amser reindex --compare [--sample N] [--seed N] [--settings FILE]

              Builds the read model anew from the chain, in a database of its own, and compares it row by row with the
              one that the API answers from, both at the same block. Then asks the contracts about a sample of
              subscriptions. Changes nothing. Exit status: 0 no difference, 1 differences, 2 could not compare.

              --sample N         about how many subscriptions the contracts are asked (100)
              --seed N           chooses them (1)
              --settings FILE    where the platform is; without it: the environment, else the platform of ./amser up
            """;

    private static final int USUAL_SAMPLE = 100;

    static ReindexOptions parse(List<String> arguments) {
        var help = arguments.contains("--help");
        var compare = false;
        var options = new ReindexOptions(help, Optional.empty(), USUAL_SAMPLE, 1);
        var rest = arguments.iterator();
        while (!help && rest.hasNext()) {
            var option = rest.next();
            switch (option) {
                case "--compare" -> compare = true;
                case "--sample", "--seed", "--settings" -> {
                    if (!rest.hasNext()) {
                        throw new CannotCompare(option + " needs a value; see ./amser reindex --help.");
                    }
                    options = options.with(option, rest.next());
                }
                default -> throw new CannotCompare("there is no option '" + option + "'; see ./amser reindex --help.");
            }
        }
        if (!help && !compare) {
            throw new CannotCompare(
                    "reindex builds the read model anew to compare it, never in place of the live one: ./amser reindex --compare");
        }
        return options;
    }

    private ReindexOptions with(String option, String value) {
        return switch (option) {
            case "--sample" -> new ReindexOptions(help, settings, Math.toIntExact(number(option, value)), seed);
            case "--seed" -> new ReindexOptions(help, settings, sample, number(option, value));
            default -> new ReindexOptions(help, Optional.of(Path.of(value)), sample, seed);
        };
    }

    private static long number(String option, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new CannotCompare(option + " needs a whole number, and not '" + value + "'.");
        }
        return Long.parseLong(value);
    }
}
