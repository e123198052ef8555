package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.delivery.RetrySchedule.FailedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Instant FIRST = Instant.parse("2026-04-01T12:00:00Z");
    private static final Duration EXCHANGE = Duration.ofSeconds(30);

    @Test
    void attempts_follow_the_first_by_5_min_30_min_2_h_and_8_h_and_then_no_more() {
        assertThat(attempts(Optional.empty(), 0))
                .containsExactly(
                        FIRST,
                        FIRST.plus(Duration.ofMinutes(5)),
                        FIRST.plus(Duration.ofMinutes(30)),
                        FIRST.plus(Duration.ofHours(2)),
                        FIRST.plus(Duration.ofHours(8)));
    }

    @Test
    void an_endpoint_that_asks_for_more_patience_gets_it() {
        var failed = failed(1, FIRST, Optional.of(Duration.ofHours(1)));

        assertThat(RetrySchedule.next(failed, 0)).contains(failed.endedAt().plus(Duration.ofHours(1)));
    }

    @Test
    void an_endpoint_that_asks_for_less_patience_waits_for_the_schedule() {
        assertThat(RetrySchedule.next(failed(2, FIRST.plusSeconds(300), Optional.of(Duration.ofSeconds(1))), 0))
                .contains(FIRST.plus(Duration.ofMinutes(30)));
    }

    @Test
    void nobody_puts_a_delivery_off_for_ever() {
        var failed = failed(1, FIRST, Optional.of(Duration.ofDays(10_000)));

        assertThat(RetrySchedule.next(failed, 0)).contains(failed.endedAt().plus(Duration.ofDays(1)));
    }

    @Test
    void the_last_attempt_is_the_last_whatever_the_endpoint_asks() {
        assertThat(RetrySchedule.next(failed(5, FIRST.plus(Duration.ofHours(8)), Optional.of(EXCHANGE)), 0))
                .isEmpty();
    }

    @Test
    void after_a_long_outage_of_ours_the_attempts_that_are_left_do_not_come_all_at_once() {
        var late = FIRST.plus(Duration.ofDays(3));

        assertThat(RetrySchedule.next(failed(2, late, Optional.empty()), 0)).contains(late.plus(Duration.ofMinutes(5)));
    }

    @Property
    void every_delivery_ends_after_five_attempts_each_later_than_the_one_before(
            @ForAll @Size(5) List<@IntRange(max = 1_000_000_000) Integer> retryAfter,
            @ForAll @Size(5) List<@IntRange(max = 1_000_000) Integer> late,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double jitter) {
        var started = FIRST;
        for (var number = 1; number <= 5; number++) {
            var asked = Optional.of(Duration.ofSeconds(retryAfter.get(number - 1)));
            var next = RetrySchedule.next(failed(number, started, asked), jitter);
            if (number == 5) {
                assertThat(next).isEmpty();
                return;
            }
            assertThat(next.orElseThrow())
                    .isAfterOrEqualTo(started.plus(Duration.ofMinutes(5)))
                    .isBeforeOrEqualTo(started.plus(Duration.ofHours(25)));
            started = next.orElseThrow().plusSeconds(late.get(number - 1));
        }
    }

    @Property
    void jitter_only_delays_and_only_a_little(
            @ForAll @IntRange(min = 1, max = 4) int number,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double jitter) {
        var failed = failed(number, FIRST, Optional.empty());
        var regular = RetrySchedule.next(failed, 0).orElseThrow();

        assertThat(RetrySchedule.next(failed, jitter).orElseThrow())
                .isBetween(regular, regular.plus(RetrySchedule.MOST_JITTER));
    }

    private static List<Instant> attempts(Optional<Duration> retryAfter, double jitter) {
        var attempts = new ArrayList<Instant>();
        var due = Optional.of(FIRST);
        while (due.isPresent()) {
            var startedAt = due.orElseThrow();
            attempts.add(startedAt);
            due = RetrySchedule.next(failed(attempts.size(), startedAt, retryAfter), jitter);
        }
        return attempts;
    }

    private static FailedAttempt failed(int number, Instant startedAt, Optional<Duration> retryAfter) {
        return new FailedAttempt(number, FIRST, startedAt, startedAt.plus(EXCHANGE), retryAfter);
    }
}
