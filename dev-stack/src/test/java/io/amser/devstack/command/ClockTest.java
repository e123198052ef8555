package io.amser.devstack.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTest {

    @Test
    void a_step_is_a_number_and_a_unit() {
        assertThat(Clock.parse("+90s")).contains(Duration.ofSeconds(90));
        assertThat(Clock.parse("+5m")).contains(Duration.ofMinutes(5));
        assertThat(Clock.parse("+12h")).contains(Duration.ofHours(12));
        assertThat(Clock.parse("+30d")).contains(Duration.ofDays(30));
        assertThat(Clock.parse("+2w")).contains(Duration.ofDays(14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30d", "+0d", "-1d", "+1y", "+1000000d", "+3 d", "+30d; rm"})
    void anything_else_is_refused(String step) {
        assertThat(Clock.parse(step)).isEmpty();
    }
}
