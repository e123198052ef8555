package io.amser.keeper.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.ChainTime;
import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final ChainTime FAILURE = new ChainTime(1_767_268_800);

    @Test
    void tries_after_minutes_and_hours_and_then_daily() {
        var attempts = Stream.iterate(FAILURE, last -> RetrySchedule.next(FAILURE, last))
                .skip(1)
                .limit(7)
                .map(at -> at.since(FAILURE));

        assertThat(attempts)
                .containsExactly(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(8),
                        Duration.ofDays(1),
                        Duration.ofDays(2),
                        Duration.ofDays(3));
    }

    @Property
    void the_next_attempt_is_ahead_and_within_a_day(@ForAll @LongRange(max = 315_360_000) long later) {
        var now = FAILURE.plus(Duration.ofSeconds(later));
        var next = RetrySchedule.next(FAILURE, now);

        assertThat(next.isAfter(now)).isTrue();
        assertThat(next.since(now)).isLessThanOrEqualTo(Duration.ofDays(1));
    }

    @Property
    void an_attempt_in_between_moves_nothing(
            @ForAll @LongRange(max = 315_360_000) long later, @ForAll @LongRange(min = 1, max = 1_000) long sooner) {
        var now = FAILURE.plus(Duration.ofSeconds(later));
        var next = RetrySchedule.next(FAILURE, now);
        var between = new ChainTime(Math.max(now.seconds(), next.seconds() - sooner));

        assertThat(RetrySchedule.next(FAILURE, between)).isEqualTo(next);
    }

    @Test
    void a_reorganisation_may_put_the_clock_before_the_failure() {
        assertThat(RetrySchedule.next(FAILURE, FAILURE.minus(Duration.ofMinutes(1))))
                .isEqualTo(FAILURE.plus(Duration.ofMinutes(5)));
    }
}
