package io.amser.api.access.session;

import static io.amser.api.problem.ProblemCode.ISSUED_IN_FUTURE;
import static io.amser.api.problem.ProblemCode.ISSUED_TOO_EARLY;
import static io.amser.api.problem.ProblemCode.MALFORMED_SIGNATURE;
import static io.amser.api.problem.ProblemCode.NONCE_EXPIRED;
import static io.amser.api.problem.ProblemCode.NONCE_MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amser.api.problem.ProblemCode;
import io.amser.api.problem.ProblemException;
import io.amser.protocol.ChainId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Refusals that depend on the time, none of which gets as far as a database. */
class SignInTest {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final String NO_SIGNATURE = "0x";

    private final SignIn signIn = new SignIn(
            Optional.of(URI.create("https://app.example.org")),
            new ChainId(1),
            new SignedText(Optional.of("0123456789abcdef0123456789abcdef")),
            null,
            new Sessions(null));
    private final SignIn.Nonce nonce = signIn.nonce(NOON);

    @Test
    void a_nonce_lives_five_minutes() {
        refuses(MALFORMED_SIGNATURE, NOON, NOON.plusSeconds(299), nonce.cookie());
        refuses(NONCE_EXPIRED, NOON, NOON.plusSeconds(300), nonce.cookie());
    }

    @Test
    void a_nonce_is_a_browsers_own() {
        refuses(NONCE_MISSING, NOON, NOON, null);
        refuses(NONCE_MISSING, NOON, NOON, nonce.text());
        refuses(ProblemCode.NONCE_MISMATCH, NOON, NOON, signIn.nonce(NOON).cookie());
    }

    @Test
    void a_message_is_of_the_last_five_minutes() {
        refuses(MALFORMED_SIGNATURE, NOON.minusSeconds(300), NOON, nonce.cookie());
        refuses(ISSUED_TOO_EARLY, NOON.minusSeconds(301), NOON, nonce.cookie());
        refuses(MALFORMED_SIGNATURE, NOON.plusSeconds(300), NOON, nonce.cookie());
        refuses(ISSUED_IN_FUTURE, NOON.plusSeconds(301), NOON, nonce.cookie());
    }

    private void refuses(ProblemCode code, Instant issuedAt, Instant now, String cookie) {
        var message = """
                app.example.org wants you to sign in with your Ethereum account:
                0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2


                URI: https://app.example.org
                Version: 1
                Chain ID: 1
                Nonce: %s
                Issued At: %s""".formatted(nonce.text(), issuedAt);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> signIn.verify(message, NO_SIGNATURE, cookie, now))
                .satisfies(refusal -> assertThat(refusal.problem().code()).isEqualTo(code.code()));
    }
}
