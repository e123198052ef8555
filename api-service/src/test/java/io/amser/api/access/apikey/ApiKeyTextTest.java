package io.amser.api.access.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ApiKeyTextTest {

    @Test
    void says_which_money_it_is_about() {
        assertThat(ApiKeyText.random(true, new Random(1)).value()).matches("amsr_test_[0-9A-Za-z]{36}");
        assertThat(ApiKeyText.random(false, new Random(1)).value()).matches("amsr_live_[0-9A-Za-z]{36}");
    }

    @Test
    void is_never_shown_by_accident() {
        var key = ApiKeyText.random(true, RandomGenerator.getDefault());

        assertThat(key.toString()).hasSize(15).startsWith("amsr_test_").doesNotContain(key.value());
    }

    @Property(tries = 300)
    void one_wrong_character_is_noticed(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 45) int at,
            @ForAll @CharRange(from = '0', to = 'z') char wrong) {
        var key = ApiKeyText.random(true, new Random(seed)).value();
        var typed = key.substring(0, at) + wrong + key.substring(at + 1);

        assertThat(ApiKeyText.isWellFormed(typed)).isEqualTo(typed.equals(key));
    }

    @Property(tries = 300)
    void neighbours_that_changed_places_are_noticed(@ForAll long seed, @ForAll @IntRange(min = 0, max = 44) int at) {
        var key = ApiKeyText.random(false, new Random(seed)).value();
        var typed = key.substring(0, at) + key.charAt(at + 1) + key.charAt(at) + key.substring(at + 2);

        assertThat(ApiKeyText.isWellFormed(typed)).isEqualTo(typed.equals(key));
    }

    @Property(tries = 100)
    void what_was_not_copied_to_the_end_is_noticed(@ForAll long seed, @ForAll @IntRange(min = 0, max = 45) int length) {
        var key = ApiKeyText.random(true, new Random(seed)).value();

        assertThat(ApiKeyText.isWellFormed(key.substring(0, length))).isFalse();
        assertThat(ApiKeyText.isWellFormed(key + "0")).isFalse();
    }
}
