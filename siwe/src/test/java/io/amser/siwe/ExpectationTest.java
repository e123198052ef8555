package io.amser.siwe;

import static io.amser.siwe.Mismatch.EXPIRED;
import static io.amser.siwe.Mismatch.FOREIGN_DOMAIN;
import static io.amser.siwe.Mismatch.FOREIGN_URI;
import static io.amser.siwe.Mismatch.NOT_YET_VALID;
import static io.amser.siwe.Mismatch.OTHER_CHAIN;
import static io.amser.siwe.Mismatch.OTHER_NONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.ChainId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static final Instant TEN = Instant.parse("2026-04-01T10:00:00Z");
    private static final Expectation OURS =
            new Expectation("https", "service.example", "https://service.example/login", new ChainId(1), "32891757");

    @Test
    void takes_what_is_meant_for_us_now() {
        assertThat(refusal(SiweText.WHOLE)).isEmpty();
        assertThat(refusal(SiweText.with("service.example wants", "https://service.example wants")))
                .isEmpty();
    }

    @Test
    void refuses_another_domain_however_alike() {
        assertThat(refusal(SiweText.with("service.example wants", "service.example.evil wants")))
                .hasValue(FOREIGN_DOMAIN);
        assertThat(refusal(SiweText.with("service.example wants", "service.example:8443 wants")))
                .hasValue(FOREIGN_DOMAIN);
        assertThat(refusal(SiweText.with("service.example wants", "evil@service.example wants")))
                .hasValue(FOREIGN_DOMAIN);
        assertThat(refusal(SiweText.with("service.example wants", "http://service.example wants")))
                .hasValue(FOREIGN_DOMAIN);
    }

    @Test
    void refuses_another_uri_chain_or_nonce() {
        assertThat(refusal(SiweText.with("/login\n", "/login/\n"))).hasValue(FOREIGN_URI);
        assertThat(refusal(SiweText.with("Chain ID: 1", "Chain ID: 11"))).hasValue(OTHER_CHAIN);
        assertThat(refusal(SiweText.with("32891757", "328917570"))).hasValue(OTHER_NONCE);
    }

    @Test
    void holds_from_the_first_moment_to_the_last() {
        var message = SiweMessage.parse(SiweText.WHOLE);

        assertThat(OURS.refusal(message, Instant.parse("2026-04-01T08:59:59.999Z")))
                .hasValue(NOT_YET_VALID);
        assertThat(OURS.refusal(message, Instant.parse("2026-04-01T09:00:00Z"))).isEmpty();
        assertThat(OURS.refusal(message, Instant.parse("2026-04-01T10:59:59.999Z")))
                .isEmpty();
        assertThat(OURS.refusal(message, Instant.parse("2026-04-01T11:00:00Z"))).hasValue(EXPIRED);
    }

    private static Optional<Mismatch> refusal(String text) {
        return OURS.refusal(SiweMessage.parse(text), TEN);
    }
}
