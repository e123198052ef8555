package io.amser.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final Quota TWO = new Quota("two", 2);

    @Test
    void lets_a_quota_through_in_each_minute() {
        var second = Window.after(Window.after(null, NOON), NOON.plusSeconds(59));
        var third = Window.after(second, NOON.plusSeconds(59));
        var nextMinute = Window.after(third, NOON.plusSeconds(60));

        assertThat(second.exceeds(TWO)).isFalse();
        assertThat(second.left(TWO)).isZero();
        assertThat(third.exceeds(TWO)).isTrue();
        assertThat(nextMinute.exceeds(TWO)).isFalse();
        assertThat(nextMinute.left(TWO)).isEqualTo(1);
    }

    @Test
    void is_spent_until_its_minute_is_over() {
        var second = Window.after(Window.after(null, NOON), NOON);

        assertThat(second.isSpent(TWO, NOON.plusSeconds(59))).isTrue();
        assertThat(second.isSpent(TWO, NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void tells_how_long_to_wait_and_never_no_time() {
        var window = Window.after(null, NOON);

        assertThat(window.secondsLeft(NOON)).isEqualTo(60);
        assertThat(window.secondsLeft(NOON.plusMillis(500))).isEqualTo(60);
        assertThat(window.secondsLeft(NOON.plusMillis(59_999))).isEqualTo(1);
        assertThat(window.secondsLeft(NOON.plusSeconds(61))).isEqualTo(1);
    }

    @Test
    void begins_anew_when_the_clock_is_set_back() {
        var window = Window.after(Window.after(null, NOON), NOON);

        assertThat(Window.after(window, NOON.minusSeconds(3_600)).used()).isEqualTo(1);
    }

    @Test
    void writes_its_policy_as_the_draft_has_it() {
        assertThat(TWO.policy()).isEqualTo("\"two\";q=2;w=60");
    }
}
