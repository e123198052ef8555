package io.amser.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static double median(List<Double> values) {
        var rounds = new Rounds();
        values.forEach(rounds::add);
        return rounds.median();
    }

    @Test
    void the_middle_one_counts_whatever_an_outlier_says() {
        assertThat(median(List.of(10.0, 1_000_000.0, 11.0))).isEqualTo(11);
    }

    @Test
    void of_an_even_number_the_mean_of_the_two_in_the_middle_counts() {
        assertThat(median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
    }

    @Test
    void without_a_round_there_is_no_median() {
        assertThatIllegalStateException().isThrownBy(() -> median(List.of()));
    }

    @Property
    void half_of_the_rounds_lie_on_either_side(@ForAll @NotEmpty List<@DoubleRange(min = 0, max = 1e9) Double> values) {
        var median = median(values);

        assertThat(values.stream().filter(value -> value <= median).count())
                .isGreaterThanOrEqualTo(Math.ceilDiv(values.size(), 2));
        assertThat(values.stream().filter(value -> value >= median).count())
                .isGreaterThanOrEqualTo(Math.ceilDiv(values.size(), 2));
    }
}
