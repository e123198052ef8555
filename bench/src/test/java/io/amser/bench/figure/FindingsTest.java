package io.amser.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Findings FINDINGS = new Findings(
            List.of(
                    Figure.of("fetch_per_s", "logs read", 31_250.4),
                    Figure.atLeast(0.4, "publish_ratio", "publishing beside reading", 0.387),
                    Figure.atMost(1.2, "heap_growth", "memory", 1.2)),
            List.of("One round."));

    @Test
    void machines_read_one_object_on_one_line() {
        assertThat(FINDINGS.json())
                .isEqualTo("{\"fetch_per_s\":31250.400,\"publish_ratio\":0.387,\"heap_growth\":1.200}");
    }

    @Test
    void people_see_each_figure_beside_its_aim_and_whether_it_holds() {
        assertThat(FINDINGS.table().plain()).isEqualTo("""
                  figure         measured  aim                   is
                  fetch_per_s    31,250                          logs read
                  publish_ratio  0.39      at least 0.40  short  publishing beside reading
                  heap_growth    1.20      at most 1.20   ok     memory
                """);
    }

    @Test
    void the_page_shows_the_same_as_markdown() {
        assertThat(FINDINGS.table().markdown()).isEqualTo("""
                | figure | measured | aim |  | is |
                |---|---|---|---|---|
                | fetch_per_s | 31,250 |  |  | logs read |
                | publish_ratio | 0.39 | at least 0.40 | short | publishing beside reading |
                | heap_growth | 1.20 | at most 1.20 | ok | memory |
                """);
    }
}
