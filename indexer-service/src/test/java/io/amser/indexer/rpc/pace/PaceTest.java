package io.amser.indexer.rpc.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.EPOCH.plusSeconds(1_000_000);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Instant at(double seconds) {
        return NOW.plusNanos((long) (seconds * 1e9));
    }

    /** After 50 calls in a second and a refusal. */
    private static Pace refusedAtFifty() {
        var pace = Pace.UNLIMITED;
        for (var call = 0; call < 500; call++) {
            pace = pace.taking(1, at(call / 50.0 - 10)).answered(1, at(call / 50.0 - 10));
        }
        return pace.refused(SECOND, NOW);
    }

    @Test
    void holds_nothing_back_before_a_refusal() {
        assertThat(Pace.UNLIMITED.taking(10_000, NOW).delay(NOW)).isZero();
        assertThat(Pace.UNLIMITED.mostInOneRequest(100)).isEqualTo(100);
    }

    @Test
    void goes_on_a_little_slower_than_it_was_refused() {
        assertThat(refusedAtFifty().callsPerSecond()).isBetween(40.0, 50.0);
    }

    @Test
    void leaves_a_node_alone_for_as_long_as_it_asks_for() {
        assertThat(refusedAtFifty().taking(1, NOW).delay(NOW)).isBetween(SECOND, SECOND.multipliedBy(2));
        assertThat(refusedAtFifty().refused(Duration.ofMinutes(1), NOW).delay(NOW))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void lets_waiting_calls_go_one_after_the_other_and_not_all_at_once() {
        var pace = refusedAtFifty();
        var first = pace.taking(40, NOW).delay(NOW);
        var second = pace.taking(40, NOW).taking(40, NOW).delay(NOW);

        assertThat(second.minus(first)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1_000));
    }

    @Test
    void counts_each_call_of_a_request() {
        var pace = refusedAtFifty();

        assertThat(pace.taking(100, NOW).delay(NOW))
                .isGreaterThan(pace.taking(10, NOW).delay(NOW).plus(SECOND));
        assertThat(pace.mostInOneRequest(100)).isBetween(40, 50);
    }

    @Test
    void falls_once_for_all_calls_that_were_under_way() {
        var once = refusedAtFifty();
        var again = once.refused(SECOND, at(0.1)).refused(SECOND, at(0.9));

        assertThat(again.callsPerSecond()).isEqualTo(once.callsPerSecond());
        assertThat(again.refused(SECOND, at(1.1)).callsPerSecond()).isLessThan(once.callsPerSecond());
    }

    @Test
    void never_stops_altogether() {
        var pace = refusedAtFifty();
        for (var refusal = 0; refusal < 1_000; refusal++) {
            pace = pace.refused(SECOND, at(10 + 10 * refusal));
        }
        assertThat(pace.callsPerSecond()).isPositive();
        assertThat(pace.mostInOneRequest(100)).isEqualTo(1);
    }

    @Test
    void becomes_faster_only_while_its_speed_is_used() {
        var used = refusedAtFifty();
        var idle = used;
        for (var second = 1; second < 60; second++) {
            used = used.taking(60, at(second));
            idle = idle.taking(1, at(second));
        }
        assertThat(used.callsPerSecond()).isGreaterThan(refusedAtFifty().callsPerSecond() * 1.2);
        assertThat(idle.callsPerSecond()).isLessThan(refusedAtFifty().callsPerSecond() * 1.02);
    }

    @Test
    void soon_finds_out_that_a_limit_was_lifted() {
        var pace = refusedAtFifty();
        for (var second = 1; second < 90; second++) {
            pace = pace.taking((int) pace.callsPerSecond() + 10, at(second));
        }
        assertThat(pace.callsPerSecond()).isGreaterThan(1_000);
    }

    /** A provider that takes 20 calls a second, in windows of a second, and a client that asks whenever it may. */
    @Test
    void finds_the_speed_of_a_provider_and_keeps_close_to_it() {
        var pace = Pace.UNLIMITED;
        var now = 0.0;
        var window = -1L;
        var inWindow = 0;
        var answered = 0;
        while (now < 300) {
            pace = pace.taking(1, at(now));
            now += 0.002 + pace.delay(at(now)).toNanos() / 1e9;
            inWindow = (long) now == window ? inWindow + 1 : 1;
            window = (long) now;
            if (inWindow > 20) {
                pace = pace.refused(SECOND, at(now));
            } else {
                pace = pace.answered(1, at(now));
                answered++;
            }
        }
        assertThat(answered / 300.0).isBetween(15.0, 20.0);
    }
}
