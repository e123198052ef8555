package io.amser.webhook.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Property
    void every_key_gets_the_numbers_after_its_last_one_in_order_and_no_other(
            @ForAll @Size(max = 5) List<@Size(max = 20) List<@IntRange(max = 3) Integer>> batches) {
        var last = new HashMap<Integer, Long>();
        var given = new HashMap<Integer, List<Long>>();
        for (var batch : batches) {
            var wanted = Numbers.wanted(batch);
            wanted.forEach((key, count) -> last.merge(key, count, Long::sum));
            var numbers = new Numbers<>(wanted, last);
            batch.forEach(
                    key -> given.computeIfAbsent(key, _ -> new ArrayList<>()).add(numbers.next(key)));
        }

        given.forEach((_, list) -> {
            for (var i = 0; i < list.size(); i++) {
                assertThat(list.get(i)).isEqualTo(i + 1);
            }
        });
    }

    @Test
    void what_was_not_reserved_is_not_given_out() {
        var numbers = new Numbers<>(Map.of("a", 1L), Map.of("a", 5L));

        assertThat(numbers.next("a")).isEqualTo(5);
        assertThatThrownBy(() -> numbers.next("b")).isInstanceOf(IllegalArgumentException.class);
    }
}
