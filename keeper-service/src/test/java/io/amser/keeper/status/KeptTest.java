package io.amser.keeper.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class KeptTest {
    private final Queue<Runnable> beside = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private int found;
    private final Kept<Integer> kept = new Kept<>(() -> ++found, () -> now, beside::add);

    @Test
    void is_found_out_once_for_all_who_ask_within_a_moment() {
        assertThat(kept.get()).isEqualTo(1);
        now = now.plusSeconds(3);
        assertThat(kept.get()).isEqualTo(1);
        assertThat(beside).isEmpty();
    }

    @Test
    void is_found_out_anew_beside_those_who_ask() {
        kept.get();
        now = now.plusSeconds(4);

        assertThat(kept.get()).isEqualTo(1);
        assertThat(kept.get()).isEqualTo(1);
        assertThat(beside).hasSize(1);
        beside.remove().run();

        assertThat(kept.get()).isEqualTo(2);
        assertThat(beside).isEmpty();
    }

    @Test
    void whoever_asks_after_a_long_time_is_told_nothing_old() {
        kept.get();
        now = now.plusSeconds(31);

        assertThat(kept.get()).isEqualTo(2);
    }
}
