package io.amser.webhook.endpoint;

import static io.amser.webhook.endpoint.Condition.DISABLED;
import static io.amser.webhook.endpoint.Condition.FAILING;
import static io.amser.webhook.endpoint.Condition.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EndpointHealthTest {
    private static final Instant FIRST = Instant.parse("2026-04-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, HEALTHY",
        "PT29M59.999S, HEALTHY",
        "PT30M, FAILING",
        "P4DT23H59M59.999S, FAILING",
        "P5D, DISABLED",
        "P30D, DISABLED"
    })
    void a_hiccup_is_no_news_and_five_days_of_failures_are_the_end(Duration length, Condition condition) {
        assertThat(failing(length, HEALTHY).condition(EndpointState.ACTIVE)).isEqualTo(condition);
    }

    @Test
    void whoever_never_failed_is_healthy_and_so_is_who_has_taken_something_since() {
        assertThat(EndpointHealth.UNKNOWN.condition(EndpointState.ACTIVE)).isEqualTo(HEALTHY);
        assertThat(new EndpointHealth(Optional.empty(), FAILING, 1).condition(EndpointState.ACTIVE))
                .isEqualTo(HEALTHY);
    }

    @ParameterizedTest
    @EnumSource(
            value = EndpointState.class,
            names = {"PROBING", "DISABLED"})
    void what_is_not_served_is_disabled_however_it_fared(EndpointState state) {
        assertThat(EndpointHealth.UNKNOWN.condition(state)).isEqualTo(DISABLED);
        assertThat(failing(Duration.ofHours(1), FAILING).condition(state)).isEqualTo(DISABLED);
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void of_what_he_has_deleted_a_merchant_is_told_nothing(Condition told) {
        assertThat(failing(Duration.ofDays(6), told).condition(EndpointState.DELETED))
                .isEqualTo(told);
    }

    @Property
    void failures_make_one_spell_in_whatever_order_they_are_written_down(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 1_000_000) Integer> seconds) {
        var spell = seconds.stream()
                .map(second -> FailingSpell.at(FIRST.plusSeconds(second)))
                .reduce(FailingSpell::and)
                .orElseThrow();

        assertThat(spell.since()).isEqualTo(FIRST.plusSeconds(Collections.min(seconds)));
        assertThat(spell.until()).isEqualTo(FIRST.plusSeconds(Collections.max(seconds)));
    }

    private static EndpointHealth failing(Duration length, Condition told) {
        return new EndpointHealth(Optional.of(new FailingSpell(FIRST, FIRST.plus(length))), told, 0);
    }
}
