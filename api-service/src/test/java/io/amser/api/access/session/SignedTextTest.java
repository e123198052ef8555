package io.amser.api.access.session;

import static io.amser.api.access.session.SignedText.Purpose.SESSION;
import static io.amser.api.access.session.SignedText.Purpose.SIGN_IN;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.api.access.session.SignedText.Content;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedTextTest {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final SignedText SIGNED = new SignedText(Optional.of("0123456789abcdef0123456789abcdef"));

    @Test
    void reads_what_it_signed() {
        assertThat(SIGNED.read(SESSION, SIGNED.sign(SESSION, "a", NOON))).hasValue(new Content("a", NOON));
    }

    @Test
    void takes_nothing_for_another_purpose() {
        assertThat(SIGNED.read(SIGN_IN, SIGNED.sign(SESSION, "a", NOON))).isEmpty();
        assertThat(SIGNED.read(SESSION, SIGNED.sign(SIGN_IN, "a", NOON))).isEmpty();
    }

    @Test
    void takes_nothing_that_another_key_signed_or_none() {
        var other = new SignedText(Optional.of("fedcba9876543210fedcba9876543210"));
        var parts = SIGNED.sign(SESSION, "a", NOON).split("\\.", -1);
        var unsigned = text("{\"alg\":\"none\"}") + "." + parts[1] + ".";

        assertThat(SIGNED.read(SESSION, other.sign(SESSION, "a", NOON))).isEmpty();
        assertThat(SIGNED.read(SESSION, unsigned)).isEmpty();
        assertThat(SIGNED.read(
                        SESSION,
                        parts[0] + "." + text("{\"aud\":\"SESSION\",\"sub\":\"b\",\"iat\":1}") + "." + parts[2]))
                .isEmpty();
        assertThat(SIGNED.read(SESSION, "")).isEmpty();
        assertThat(SIGNED.read(SESSION, "a.b.c")).isEmpty();
    }

    @Test
    void reads_nothing_without_a_key() {
        var keyless = new SignedText(Optional.empty());

        assertThat(keyless.canSign()).isFalse();
        assertThat(keyless.read(SESSION, SIGNED.sign(SESSION, "a", NOON))).isEmpty();
    }

    private static String text(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
