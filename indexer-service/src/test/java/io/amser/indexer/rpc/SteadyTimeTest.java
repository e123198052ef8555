package io.amser.indexer.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Test
    void goes_on_from_its_beginning_and_not_with_the_machine_s_clock() {
        var time = new SteadyTime(LONG_AGO);
        var first = time.instant();

        assertThat(first).isBetween(LONG_AGO, LONG_AGO.plusSeconds(600));
        assertThat(time.instant()).isAfterOrEqualTo(first);
    }
}
