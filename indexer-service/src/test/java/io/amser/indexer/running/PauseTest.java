package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static final Pause WITHOUT_HINT = Pause.of(Duration.ofMillis(100));

    @Test
    void is_short_after_a_hint_and_then_longer_until_it_is_as_before() {
        var hinted = WITHOUT_HINT.afterHint();

        assertThat(hinted.length()).hasMillis(20);
        assertThat(hinted.inVain().length()).hasMillis(40);
        assertThat(hinted.inVain().inVain().inVain()).isEqualTo(WITHOUT_HINT);
        assertThat(WITHOUT_HINT.inVain()).isEqualTo(WITHOUT_HINT);
    }

    @Test
    void is_never_longer_than_without_a_hint() {
        assertThat(Pause.of(Duration.ofMillis(5)).afterHint().length()).hasMillis(5);
    }
}
