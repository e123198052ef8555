package io.amser.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelaysTest {

    @Test
    void tells_what_is_enough_for_a_part_of_all() {
        var delays = Delays.of(LongStream.rangeClosed(1, 200)
                .map(millis -> (201 - millis) * 1_000_000)
                .toArray());

        assertThat(delays.millis(50)).isEqualTo(100);
        assertThat(delays.millis(99)).isEqualTo(198);
        assertThat(delays.millis(100)).isEqualTo(200);
    }

    @Test
    void one_is_enough_for_all() {
        assertThat(Delays.of(3_000_000L).millis(1)).isEqualTo(3);
    }
}
