package io.amser.indexer.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InOrderTest {

    @Property(tries = 50)
    void results_come_in_order_and_few_are_begun_ahead(
            @ForAll @IntRange(min = 0, max = 100) int items, @ForAll @IntRange(min = 1, max = 8) int inFlight) {
        var begun = new AtomicInteger();
        var numbers = IntStream.range(0, items).boxed().toList();
        var results = new ArrayList<Integer>();

        try (var work = new InOrder<>(numbers.iterator(), inFlight, number -> {
            begun.incrementAndGet();
            return number;
        })) {
            while (work.hasNext()) {
                results.add(work.next());
                assertThat(begun.get()).isLessThanOrEqualTo(results.size() + inFlight);
            }
        }

        assertThat(results).isEqualTo(numbers);
    }

    @Test
    void what_the_work_throws_is_thrown_in_its_turn() {
        try (var work = new InOrder<>(List.of(1, 0).iterator(), 2, number -> 1 / number)) {
            assertThat(work.next()).isEqualTo(1);
            assertThatThrownBy(work::next).isInstanceOf(ArithmeticException.class);
        }
    }
}
