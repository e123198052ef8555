package io.amser.api.access.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DevKeyTest {

    private static final String KEY = "amser-local-development";

    @Test
    void opens_for_nobody_where_no_key_is_configured() {
        var none = new DevKey(Optional.empty(), false);

        assertThat(none.opens("")).isFalse();
        assertThat(none.opens(KEY)).isFalse();
    }

    @Test
    void opens_for_the_very_key_alone() {
        var key = new DevKey(Optional.of(KEY), true);

        assertThat(key.opens(KEY)).isTrue();
        assertThat(key.opens(KEY + " ")).isFalse();
        assertThat(key.opens(KEY.toUpperCase(Locale.ROOT))).isFalse();
    }

    @Test
    void is_no_key_where_there_is_real_money() {
        assertThatThrownBy(() -> new DevKey(Optional.of(KEY), false)).hasMessageContaining("amser.api.testnet");
    }
}
