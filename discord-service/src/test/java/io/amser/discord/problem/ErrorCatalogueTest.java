package io.amser.discord.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.guide.ErrorCatalogue;
import io.amser.jsonroutes.CommonProblem;
import io.amser.jsonroutes.ProblemCode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What merchants read about errors about Discord is what the service says. */
class ErrorCatalogueTest {

    @Test
    void every_code_is_explained() {
        assertThat(ErrorCatalogue.codes()).containsAllEntriesOf(ours());
    }

    @Test
    void of_discord_no_other_code_is_explained() {
        assertThat(ErrorCatalogue.codesOf("Discord"))
                .isNotEmpty()
                .allSatisfy((code, status) -> assertThat(ours()).containsEntry(code, status));
    }

    private static Map<String, String> ours() {
        return Stream.<ProblemCode>concat(Arrays.stream(CommonProblem.values()), Arrays.stream(DiscordProblem.values()))
                .collect(Collectors.toUnmodifiableMap(ProblemCode::code, code -> Integer.toString(code.status())));
    }
}
