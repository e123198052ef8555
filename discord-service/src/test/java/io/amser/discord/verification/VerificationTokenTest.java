package io.amser.discord.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTokenTest {
    private final VerificationToken token = VerificationToken.random(new SecureRandom());

    @Test
    void is_read_as_it_was_written() {
        assertThat(VerificationToken.parse(token.text())).hasValue(token);
    }

    @Test
    void is_another_one_each_time() {
        assertThat(VerificationToken.random(new SecureRandom())).isNotEqualTo(token);
    }

    @Test
    void shows_itself_neither_in_what_is_stored_nor_in_what_is_signed_nor_in_logs() {
        var stored = HexFormat.of().formatHex(token.hash());

        assertThat(token.nonce()).matches("[0-9a-f]{32}").isNotEqualTo(stored.substring(0, 32));
        assertThat(stored).doesNotContain(token.nonce());
        assertThat(token.toString()).doesNotContain(token.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
                "../../../../../../../../../../../../../../x"
            })
    void is_none_if_it_has_another_form(String text) {
        assertThat(VerificationToken.parse(text)).isEmpty();
    }
}
