package io.amser.webhook.endpoint;

import static io.amser.webhook.event.EventType.PAYMENT_SUCCEEDED;
import static io.amser.webhook.event.EventType.PLAN_CREATED;
import static io.amser.webhook.event.EventType.SUBSCRIBER_BLOCKED;
import static io.amser.webhook.event.Samples.MERCHANT;
import static io.amser.webhook.event.Samples.MODULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import io.amser.protocol.SubscriptionId;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Samples;
import io.amser.webhook.event.Subject;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventFilterTest {
    private static final PlanId GOLD = new PlanId(1);
    private static final PlanId SILVER = new PlanId(2);

    @Test
    void without_a_wish_everything_passes() {
        for (var type : EventType.values()) {
            assertThat(EventFilter.EVERYTHING.passes(type, subject(MODULE, GOLD)))
                    .isTrue();
        }
    }

    @Test
    void a_wish_for_types_lets_only_these_pass() {
        var payments = new EventFilter(Set.of(PAYMENT_SUCCEEDED), Optional.empty(), Optional.empty());

        assertThat(payments.passes(PAYMENT_SUCCEEDED, subject(MODULE, GOLD))).isTrue();
        assertThat(payments.passes(PLAN_CREATED, subject(MODULE, GOLD))).isFalse();
    }

    @Test
    void a_wish_for_a_plan_lets_the_same_number_of_another_module_not_pass() {
        var gold = new EventFilter(Set.of(), Optional.of(MODULE), Optional.of(GOLD));

        assertThat(gold.passes(PAYMENT_SUCCEEDED, subject(MODULE, GOLD))).isTrue();
        assertThat(gold.passes(PAYMENT_SUCCEEDED, subject(MODULE, SILVER))).isFalse();
        assertThat(gold.passes(PAYMENT_SUCCEEDED, subject(Samples.address(77), GOLD)))
                .isFalse();
    }

    @Test
    void what_concerns_no_one_plan_passes_for_the_module_and_not_for_a_plan() {
        var block = new Subject(MERCHANT, Optional.of(MODULE), Optional.empty(), Optional.empty());

        assertThat(new EventFilter(Set.of(), Optional.of(MODULE), Optional.empty()).passes(SUBSCRIBER_BLOCKED, block))
                .isTrue();
        assertThat(new EventFilter(Set.of(), Optional.of(MODULE), Optional.of(GOLD)).passes(SUBSCRIBER_BLOCKED, block))
                .isFalse();
    }

    @Test
    void a_plan_without_its_module_is_no_wish() {
        assertThatThrownBy(() -> new EventFilter(Set.of(), Optional.empty(), Optional.of(GOLD)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Subject subject(Address module, PlanId plan) {
        return new Subject(MERCHANT, Optional.of(module), Optional.of(plan), Optional.of(SubscriptionId.of(1)));
    }
}
