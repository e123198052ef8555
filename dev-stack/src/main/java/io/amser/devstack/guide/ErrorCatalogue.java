package io.amser.devstack.guide;

import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What merchants read about errors: the codes that have a cause and a cure in docs/errors.md, each with its status. */
public final class ErrorCatalogue {
    private static final Pattern CODE =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([0-9]{3}) \\| (.{9,}) \\| (.{9,}) \\|$");

    private ErrorCatalogue() {}

    public static Map<String, String> codes() {
        return codes(text());
    }

    /** Those below one heading. */
    public static Map<String, String> codesOf(String section) {
        return Pattern.compile("(?s)\\n### %s\\n(\\n\\| code .*?)(?=\\n### )".formatted(Pattern.quote(section)))
                .matcher(text())
                .results()
                .map(found -> codes(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("docs/errors.md has no table of codes of " + section));
    }

    private static Map<String, String> codes(String text) {
        return CODE.matcher(text)
                .results()
                .collect(Collectors.toUnmodifiableMap(ErrorCatalogue::code, row -> row.group(2)));
    }

    private static String code(MatchResult row) {
        return row.group(1);
    }

    private static String text() {
        try {
            return Files.readString(Checkout.root().resolve("docs/errors.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
