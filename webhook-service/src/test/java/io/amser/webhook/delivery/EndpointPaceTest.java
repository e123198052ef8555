package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EndpointPaceTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Test
    void an_endpoint_that_only_fails_keeps_one_place_for_a_first_attempt_and_one_for_a_later_one() {
        var pace = afterFailures(20);

        assertThat(pace.width()).isEqualTo(EndpointPace.NARROWEST);
        assertThat(pace.firsts()).isEqualTo(1);
        assertThat(pace.laters()).isEqualTo(1);
    }

    @Test
    void five_failures_in_a_row_close_the_way_for_a_while_that_grows_up_to_a_minute() {
        assertThat(afterFailures(4).isClosed(NOW)).isFalse();
        assertThat(afterFailures(5).closedUntil()).isEqualTo(NOW.plusSeconds(1));
        assertThat(afterFailures(6).closedUntil()).isEqualTo(NOW.plusSeconds(2));
        assertThat(afterFailures(1_000_000).closedUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void one_success_opens_the_way_again() {
        assertThat(afterFailures(50).afterSuccess().isClosed(NOW)).isFalse();
    }

    @Property
    void whatever_happens_the_way_is_neither_shut_for_ever_nor_without_bounds(
            @ForAll @Size(max = 300) List<Boolean> successes) {
        var pace = EndpointPace.UNKNOWN;
        for (var success : successes) {
            pace = success ? pace.afterSuccess() : pace.afterFailure(NOW);

            assertThat(pace.isClosed(NOW.plus(Duration.ofMinutes(1)))).isFalse();
            assertThat(pace.firsts()).isBetween(1, EndpointPace.WIDEST);
            assertThat(pace.laters()).isBetween(1, EndpointPace.WIDEST - pace.firsts());
        }
    }

    private static EndpointPace afterFailures(int failures) {
        var pace = EndpointPace.UNKNOWN;
        for (var i = 0; i < failures; i++) {
            pace = pace.afterFailure(NOW);
        }
        return pace;
    }
}
