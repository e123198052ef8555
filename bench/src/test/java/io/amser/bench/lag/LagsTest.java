package io.amser.bench.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LagsTest {

    @Test
    void tells_what_is_enough_for_a_part_of_all() {
        var lags = new Lags(LongStream.rangeClosed(1, 200)
                .mapToObj(millis -> (201 - millis) * 1_000_000)
                .toList());

        assertThat(lags.millis(50)).isEqualTo(100);
        assertThat(lags.millis(99)).isEqualTo(198);
        assertThat(lags.millis(100)).isEqualTo(200);
    }

    @Test
    void one_is_enough_for_all() {
        assertThat(new Lags(List.of(3_000_000L)).millis(1)).isEqualTo(3);
    }
}
