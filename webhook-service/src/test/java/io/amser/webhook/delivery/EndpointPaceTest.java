package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EndpointPaceTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final Received ARRIVED = received(204, Optional.empty(), Duration.ZERO);
    private static final Received FAILED = received(500, Optional.empty(), Duration.ZERO);

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
    void who_asks_to_be_left_alone_is_for_up_to_an_hour() {
        assertThat(EndpointPace.UNKNOWN.after(throttled("600")).closedUntil()).isEqualTo(NOW.plusSeconds(600));
        assertThat(EndpointPace.UNKNOWN.after(throttled("86400")).closedUntil())
                .isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void who_takes_his_time_gets_no_more_places_than_one_whom_nobody_knows() {
        var pace = EndpointPace.UNKNOWN;
        for (var i = 0; i < 100; i++) {
            pace = pace.after(ARRIVED);
        }

        var slow = received(204, Optional.empty(), Duration.ofSeconds(2));

        assertThat(pace.width()).isEqualTo(EndpointPace.WIDEST);
        assertThat(pace.after(slow).width()).isEqualTo(EndpointPace.UNKNOWN.width());
    }

    @Test
    void one_success_opens_the_way_again() {
        assertThat(afterFailures(50).after(ARRIVED).isClosed(NOW)).isFalse();
    }

    @Property
    void whatever_happens_the_way_is_neither_shut_for_ever_nor_without_bounds(
            @ForAll @Size(max = 300) List<Boolean> successes) {
        var pace = EndpointPace.UNKNOWN;
        for (var success : successes) {
            pace = pace.after(success ? ARRIVED : FAILED);

            assertThat(pace.isClosed(NOW.plus(Duration.ofMinutes(1)))).isFalse();
            assertThat(pace.firsts()).isBetween(1, EndpointPace.WIDEST);
            assertThat(pace.laters()).isBetween(1, EndpointPace.WIDEST - pace.firsts());
        }
    }

    private static Received throttled(String retryAfter) {
        return received(429, Optional.of(retryAfter), Duration.ZERO);
    }

    private static Received received(int status, Optional<String> retryAfter, Duration took) {
        return new Received(new Answer.Response(status, retryAfter), Map.of(), Buffer.buffer(), NOW.minus(took), NOW);
    }

    private static EndpointPace afterFailures(int failures) {
        var pace = EndpointPace.UNKNOWN;
        for (var i = 0; i < failures; i++) {
            pace = pace.after(FAILED);
        }
        return pace;
    }
}
