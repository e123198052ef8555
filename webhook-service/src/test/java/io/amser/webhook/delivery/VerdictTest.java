package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.EventId;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Instant FIRST = Instant.parse("2026-04-01T12:00:00Z");

    @Test
    void a_first_failure_counts_the_schedule_from_its_own_beginning() {
        assertThat(verdict(0, FIRST, status(500)))
                .isEqualTo(new Verdict.Again(Fault.BROKEN, FIRST.plus(Duration.ofMinutes(5))));
    }

    @Test
    void a_later_failure_counts_it_from_the_first_attempt() {
        assertThat(verdict(2, FIRST.plus(Duration.ofMinutes(31)), status(500)))
                .isEqualTo(new Verdict.Again(Fault.BROKEN, FIRST.plus(Duration.ofHours(2))));
    }

    @Test
    void the_fifth_failure_is_the_end() {
        assertThat(verdict(4, FIRST.plus(Duration.ofHours(8)), new Answer.NoResponse(Fault.TIMED_OUT)))
                .isEqualTo(new Verdict.Exhausted(Fault.TIMED_OUT));
    }

    @Test
    void the_fifth_attempt_may_still_arrive() {
        assertThat(verdict(4, FIRST.plus(Duration.ofHours(8)), status(204))).isEqualTo(new Verdict.Arrived());
    }

    @Test
    void an_endpoint_that_is_gone_uses_no_attempt_up() {
        assertThat(verdict(4, FIRST, status(410))).isEqualTo(new Verdict.EndpointGone());
    }

    private static Answer status(int status) {
        return new Answer.Response(status, Optional.empty());
    }

    private static Verdict verdict(int before, Instant startedAt, Answer answer) {
        var claim = new Claim(
                new UUID(0, 1),
                1,
                new UUID(0, 2),
                EventId.of(new UUID(0, 3)),
                LocalDate.parse("2026-04-01"),
                before,
                before == 0 ? Optional.empty() : Optional.of(FIRST),
                Optional.empty(),
                Buffer.buffer());
        return Verdict.of(
                claim, new Received(answer, Map.of(), Buffer.buffer(), startedAt, startedAt.plusSeconds(1)), 0);
    }
}
