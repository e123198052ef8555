package io.amser.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What merchants read about errors of webhooks is what the service says. */
class ErrorCatalogueTest {
    private static final Pattern SECTION = Pattern.compile("(?s)\\n### Webhooks\\n(\\n\\| code .*?)(?=\\n### )");
    private static final Pattern CODE =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([0-9]{3}) \\| (.{9,}) \\| (.{9,}) \\|$");

    @Test
    void every_code_is_explained() throws IOException {
        assertThat(codes(catalogue())).containsAllEntriesOf(ours());
    }

    @Test
    void of_webhooks_no_other_code_is_explained() throws IOException {
        var section = SECTION.matcher(catalogue())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(section).hasSize(1);
        assertThat(ours()).containsAllEntriesOf(codes(section.getFirst()));
    }

    private static Map<String, String> ours() {
        return Arrays.stream(ProblemCode.values())
                .collect(Collectors.toUnmodifiableMap(ProblemCode::code, code -> Integer.toString(code.status())));
    }

    private static Map<String, String> codes(String text) {
        List<MatchResult> rows = CODE.matcher(text).results().toList();
        assertThat(rows).isNotEmpty();
        return rows.stream().collect(Collectors.toUnmodifiableMap(row -> row.group(1), row -> row.group(2)));
    }

    private static String catalogue() throws IOException {
        return Files.readString(Checkout.root().resolve("docs/errors.md"));
    }
}
