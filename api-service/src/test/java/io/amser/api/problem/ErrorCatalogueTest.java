package io.amser.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Checkout;
import io.amser.protocol.FailCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What merchants read about errors is what the service says. */
class ErrorCatalogueTest {
    /** Codes of the services behind, which hold them to what they say themselves. */
    private static final Pattern BEHIND = Pattern.compile("(?s)\\n### (Webhooks|Discord)\\n\\n\\| code .*?(?=\\n### )");

    private static final Pattern CODE = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([0-9]{3}) \\| (.+) \\| (.+) \\|$");
    private static final Pattern REASON = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\| ([^0-9|].+) \\| (.+) \\|$");

    @Test
    void every_code_is_explained_and_no_other() throws IOException {
        var explained = rows(CODE).stream().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(explained)
                .isEqualTo(Arrays.stream(ProblemCode.values())
                        .collect(Collectors.toMap(ProblemCode::code, code -> Integer.toString(code.status()))));
    }

    @Test
    void every_code_has_a_cause_and_a_cure() throws IOException {
        assertThat(rows(CODE))
                .allSatisfy(row -> assertThat(row.group(3)).as(row.group(1)).hasSizeGreaterThan(15))
                .allSatisfy(row -> assertThat(row.group(4)).as(row.group(1)).hasSizeGreaterThan(7));
    }

    @Test
    void every_reason_of_a_failed_payment_is_explained() throws IOException {
        assertThat(rows(REASON))
                .map(row -> row.group(1))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FailCode.values()).map(FailCode::apiName).toList());
    }

    private static List<MatchResult> rows(Pattern row) throws IOException {
        var text = BEHIND.matcher(Files.readString(Checkout.root().resolve("docs/errors.md")))
                .replaceAll("");
        return row.matcher(text).results().toList();
    }
}
