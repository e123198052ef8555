package io.amser.webhook.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    @Property
    void a_place_is_read_as_it_was_written(
            @ForAll @LongRange(min = 0, max = 100_000_000_000_000_000L) long micros,
            @ForAll long high,
            @ForAll long low) {
        var place = new Place(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(high, low));

        assertThat(Place.read(place.text())).contains(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "_00000000-0000-0000-0000-000000000000",
                "-1_00000000-0000-0000-0000-000000000000",
                "1_0-0-0-0-0",
                "999999999999999999_00000000-0000-0000-0000-000000000000",
                "٣_00000000-0000-0000-0000-000000000000"
            })
    void nothing_else_is_a_place(String text) {
        assertThat(Place.read(text)).isEmpty();
    }
}
