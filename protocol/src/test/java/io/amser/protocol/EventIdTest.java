package io.amser.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventIdTest {
    @Property
    void an_id_holds_all_bits_of_its_uuid(@ForAll long high, @ForAll long low) {
        var uuid = new UUID(high, low);

        assertThat(EventId.of(uuid).uuid()).isEqualTo(uuid);
    }

    @Test
    void the_greatest_id_begins_with_seven() {
        assertThat(EventId.of(new UUID(-1, -1))).hasToString("evt_7" + "z".repeat(25));
    }

    @Test
    void letters_that_people_confuse_are_refused() {
        assertThatThrownBy(() -> new EventId("evt_0" + "l".repeat(25))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventId("evt_8" + "0".repeat(25))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventId("evt_0")).isInstanceOf(IllegalArgumentException.class);
    }
}
