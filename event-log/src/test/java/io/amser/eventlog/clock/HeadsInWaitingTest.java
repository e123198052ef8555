package io.amser.eventlog.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.SampleEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeadsInWaitingTest {
    private final HeadsInWaiting heads = new HeadsInWaiting();

    @Test
    void before_anything_is_applied_there_is_no_time() {
        heads.add(head(1, 1, 0));

        assertThat(heads.applied()).isEmpty();
    }

    @Test
    void a_head_counts_once_every_partition_has_reached_its_offset() {
        heads.add(head(1, 5, 7));

        heads.reached(Map.of(0, 5L, 1, 6L));
        assertThat(heads.applied()).isEmpty();

        heads.reached(Map.of(0, 5L, 1, 7L));
        assertThat(heads.applied()).contains(head(1, 5, 7));
        assertThat(heads.anyWaits()).isFalse();
    }

    @Test
    void a_missing_row_is_0() {
        heads.add(head(1, 5, 0));

        heads.reached(Map.of(0, 5L));

        assertThat(heads.applied()).contains(head(1, 5, 0));
    }

    @Test
    void of_several_heads_that_are_reached_the_newest_counts() {
        heads.add(head(1, 5, 0));
        heads.add(head(2, 6, 0));
        heads.add(head(3, 9, 0));

        heads.reached(Map.of(0, 8L));

        assertThat(heads.applied()).contains(head(2, 6, 0));
        assertThat(heads.newest()).contains(head(3, 9, 0));
    }

    @Test
    void time_goes_down_with_a_reorganisation() {
        heads.add(head(9, 5, 0));
        heads.reached(Map.of(0, 5L));

        heads.add(head(8, 7, 0));
        heads.reached(Map.of(0, 7L));

        assertThat(heads.applied()).contains(head(8, 7, 0));
    }

    @Test
    void far_behind_some_heads_are_left_out_but_never_the_newest() {
        IntStream.rangeClosed(1, 20_000).forEach(number -> heads.add(head(number, number, 0)));

        heads.reached(Map.of(0, 10_000L));
        assertThat(heads.applied())
                .hasValueSatisfying(
                        head -> assertThat(head.head().number().value()).isBetween(9_900L, 10_000L));

        heads.reached(Map.of(0, 20_000L));
        assertThat(heads.applied()).contains(head(20_000, 20_000, 0));
    }

    private static WrittenHead head(int number, long end, long otherEnd) {
        return new WrittenHead(
                SampleEvents.head(number).published(Instant.EPOCH, List.of(end, otherEnd)), Instant.EPOCH, number);
    }
}
