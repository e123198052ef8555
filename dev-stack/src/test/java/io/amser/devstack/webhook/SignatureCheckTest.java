package io.amser.devstack.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the vector that the Standard Webhooks publish, and what OpenSSL makes of the same body and secret. */
class SignatureCheckTest {

    private static final Instant SENT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> HEADERS = Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            "X-Amser-Signature", "sha256=80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c");

    private final SignatureCheck check = new SignatureCheck("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @Test
    void what_both_signatures_cover_is_believed() {
        assertThat(fault(HEADERS, BODY, SENT)).isEmpty();
    }

    @Test
    void one_of_several_signatures_is_enough() {
        assertThat(fault(with("webhook-signature", "v1,AAAA " + HEADERS.get("webhook-signature")), BODY, SENT))
                .isEmpty();
    }

    @Test
    void an_altered_body_is_not_believed() {
        assertThat(fault(HEADERS, "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8), SENT))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "webhook-id, msg_p5jXN8AQM9LWM0D4loKWxJel",
        "webhook-id, ''",
        "webhook-timestamp, 1614265331",
        "webhook-timestamp, ''",
        "webhook-timestamp, 161426533O",
        "webhook-signature, 'v1,'",
        "webhook-signature, ''",
        "webhook-signature, 'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='",
        "X-Amser-Signature, ''",
        "X-Amser-Signature, 80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c",
        "X-Amser-Signature, sha256=80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94d"
    })
    void a_header_that_is_altered_or_missing_is_not_believed(String header, String value) {
        assertThat(fault(with(header, value), BODY, SENT)).isPresent();
    }

    @Test
    void what_was_sent_long_ago_or_will_be_is_not_believed() {
        var tolerance = Duration.ofMinutes(5);

        assertThat(fault(HEADERS, BODY, SENT.plus(tolerance))).isEmpty();
        assertThat(fault(HEADERS, BODY, SENT.plus(tolerance).plusSeconds(1))).isPresent();
        assertThat(fault(HEADERS, BODY, SENT.minus(tolerance))).isEmpty();
        assertThat(fault(HEADERS, BODY, SENT.minus(tolerance).minusSeconds(1))).isPresent();
    }

    private Optional<String> fault(Map<String, String> headers, byte[] body, Instant now) {
        return check.fault(headers::get, body, now);
    }

    private static Map<String, String> with(String header, String value) {
        var headers = new HashMap<>(HEADERS);
        headers.put(header, value);
        return headers;
    }
}
