package io.amser.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapGrowthTest {

    @Test
    void the_one_that_grows_more_counts() {
        var growth = new HeapGrowth(new UsedHeaps(100, 100), new UsedHeaps(110, 150));

        assertThat(growth.worst()).isEqualTo(1.5);
    }
}
