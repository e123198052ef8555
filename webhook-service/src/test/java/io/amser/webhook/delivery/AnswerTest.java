package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.delivery.Answer.NoResponse;
import io.amser.webhook.delivery.Answer.Response;
import io.amser.webhook.delivery.AttemptOutcome.Delivered;
import io.amser.webhook.delivery.AttemptOutcome.Failed;
import io.amser.webhook.delivery.AttemptOutcome.Gone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Property
    void every_2xx_is_a_success_and_nothing_else_is(@ForAll @IntRange(min = 0, max = 999) int status) {
        assertThat(judged(status) instanceof Delivered).isEqualTo(status >= 200 && status < 300);
    }

    @ParameterizedTest
    @CsvSource({
        "100, NOT_HTTP",
        "301, REDIRECTED",
        "302, REDIRECTED",
        "307, REDIRECTED",
        "308, REDIRECTED",
        "304, REDIRECTED",
        "400, REFUSED",
        "401, REFUSED",
        "404, REFUSED",
        "409, REFUSED",
        "429, THROTTLED",
        "500, BROKEN",
        "502, BROKEN",
        "503, BROKEN",
        "599, BROKEN",
        "600, NOT_HTTP",
        "0, NOT_HTTP"
    })
    void a_failure_has_one_word(int status, Fault fault) {
        assertThat(judged(status)).isEqualTo(new Failed(fault, Optional.empty()));
    }

    @Test
    void gone_is_an_endpoint_that_wants_nothing_any_more() {
        assertThat(judged(410)).isEqualTo(new Gone());
    }

    @Test
    void no_response_keeps_its_reason() {
        assertThat(new NoResponse(Fault.TIMED_OUT).judged(NOW))
                .isEqualTo(new Failed(Fault.TIMED_OUT, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "' 120 ', 120",
        "0, 0",
        "99999999999999999999, 2147483647",
        "'Wed, 01 Apr 2026 12:01:00 GMT', 60",
        "'Wed, 01 Apr 2026 11:00:00 GMT', 0"
    })
    void a_wish_for_patience_is_seconds_or_a_date(String header, long seconds) {
        assertThat(judged(429, header))
                .isEqualTo(new Failed(Fault.THROTTLED, Optional.of(Duration.ofSeconds(seconds))));
        assertThat(judged(503, header)).isEqualTo(new Failed(Fault.BROKEN, Optional.of(Duration.ofSeconds(seconds))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "١٢", "Wed, 99 Apr 2026 12:01:00 GMT", "2026-04-01T12:00:00Z"})
    void a_wish_that_nobody_can_read_is_none(String header) {
        assertThat(judged(429, header)).isEqualTo(new Failed(Fault.THROTTLED, Optional.empty()));
    }

    private static AttemptOutcome judged(int status) {
        return new Response(status, Optional.empty()).judged(NOW);
    }

    private static AttemptOutcome judged(int status, String retryAfter) {
        return new Response(status, Optional.of(retryAfter)).judged(NOW);
    }
}
