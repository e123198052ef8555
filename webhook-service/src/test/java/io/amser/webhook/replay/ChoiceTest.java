package io.amser.webhook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.endpoint.EventFilter;
import io.amser.webhook.event.EventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    @Test
    void without_a_wish_everything_comes_but_news_of_endpoints() {
        assertThat(choice(Set.of(), Set.of()).types())
                .isEqualTo(Arrays.stream(EventType.values())
                        .filter(type -> !type.apiName().startsWith("endpoint."))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Test
    void what_the_endpoint_does_not_want_does_not_come_by_a_wish() {
        var paid = EventType.PAYMENT_SUCCEEDED;
        var failed = EventType.PAYMENT_FAILED;

        assertThat(choice(Set.of(paid), Set.of()).types()).containsExactly(paid);
        assertThat(choice(Set.of(), Set.of(paid, EventType.ENDPOINT_TEST)).types())
                .containsExactly(paid);
        assertThat(choice(Set.of(paid, failed), Set.of(failed)).types()).containsExactly(failed);
        assertThat(choice(Set.of(paid), Set.of(failed)).types()).isEmpty();
    }

    private static Choice choice(Set<EventType> wished, Set<EventType> wanted) {
        return new Choice(
                new ReplayWish(Instant.EPOCH, Instant.EPOCH, wished),
                new EventFilter(wanted, Optional.empty(), Optional.empty()));
    }
}
