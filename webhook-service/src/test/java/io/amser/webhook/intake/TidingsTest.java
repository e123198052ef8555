package io.amser.webhook.intake;

import static io.amser.webhook.event.Samples.MERCHANT;
import static io.amser.webhook.event.Samples.after;
import static io.amser.webhook.event.Samples.created;
import static io.amser.webhook.event.Samples.paid;
import static io.amser.webhook.event.Samples.pausedByMerchant;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.protocol.EventId;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.webhook.announcement.Tiding;
import io.amser.webhook.endpoint.Certainty;
import io.amser.webhook.endpoint.EventFilter;
import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.WebhookIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TidingsTest {
    private static final Listener EVERYTHING = listener(1, EventFilter.EVERYTHING);
    private static final Listener PAYMENTS =
            listener(2, new EventFilter(Set.of(EventType.PAYMENT_SUCCEEDED), Optional.empty(), Optional.empty()));

    @Test
    void an_event_reaches_the_endpoints_that_want_to_hear_of_it() {
        var tidings = tidings(List.of(joined(created()), joined(paid())), Map.of(), Map.of());

        assertThat(tidings.all())
                .extracting(Tiding::recipients)
                .containsExactly(List.of(EVERYTHING), List.of(EVERYTHING, PAYMENTS));
        assertThat(tidings.all()).extracting(Tiding::filtered).containsExactly(List.of(PAYMENTS), List.of());
    }

    @Test
    void whoever_was_sent_an_event_hears_of_its_retraction_and_nobody_else() {
        var sentTo = Map.of(paid().id(), Set.of(PAYMENTS.id()));

        var tidings = tidings(List.of(left(paid())), Map.of(), sentTo);

        assertThat(tidings.all()).singleElement().satisfies(tiding -> {
            assertThat(tiding.told().type()).isEqualTo(EventType.EVENT_RETRACTED);
            assertThat(tiding.recipients()).containsExactly(PAYMENTS);
            assertThat(tiding.filtered()).containsExactly(EVERYTHING);
        });
        assertThat(tidings.takenBack()).isEqualTo(Map.of(paid().id(), 1L));
    }

    @Test
    void an_event_that_returns_is_told_under_a_new_id_and_so_is_its_next_retraction() {
        var tidings = tidings(
                List.of(joined(paid()), left(paid()), joined(paid()), left(paid())), Map.of(paid().id(), 4L), Map.of());

        var fourth = WebhookIds.afterReturns(paid().id(), 4);
        var fifth = WebhookIds.afterReturns(paid().id(), 5);
        assertThat(tidings.all())
                .extracting(tiding -> tiding.told().id())
                .containsExactly(fourth, WebhookIds.retractionOf(fourth), fifth, WebhookIds.retractionOf(fifth));
        assertThat(tidings.all())
                .allSatisfy(tiding -> assertThat(tiding.recipients()).contains(PAYMENTS));
        assertThat(tidings.takenBack()).isEqualTo(Map.of(paid().id(), 6L));
    }

    @Test
    void an_endpoint_that_came_later_hears_nothing_of_a_retraction() {
        assertThat(tidings(List.of(left(pausedByMerchant())), Map.of(), Map.of())
                        .all())
                .singleElement()
                .satisfies(tiding -> assertThat(tiding.recipients()).isEmpty());
    }

    /** Every batch boundary loses what was in memory; the tables have to carry it over. */
    @Property
    void however_often_a_branch_comes_and_goes_every_id_is_told_once_and_retracted_at_most_once(
            @ForAll @Size(min = 1, max = 12) List<Boolean> boundaries) {
        var told = new ArrayList<EventId>();
        var retracted = new ArrayList<String>();
        var takenBack = Map.<EventId, Long>of();
        var batch = new ArrayList<AppliedEvent>();
        var present = false;
        for (var boundary : boundaries) {
            batch.add(present ? left(paid()) : joined(paid()));
            present = !present;
            if (boundary) {
                takenBack = tell(batch, takenBack, told, retracted);
                batch.clear();
            }
        }
        tell(batch, takenBack, told, retracted);

        assertThat(told).doesNotHaveDuplicates().hasSize(boundaries.size());
        assertThat(retracted).doesNotHaveDuplicates();
        assertThat(told).extracting(EventId::value).containsAll(retracted);
    }

    private static Map<EventId, Long> tell(
            List<AppliedEvent> batch, Map<EventId, Long> takenBack, List<EventId> told, List<String> retracted) {
        var tidings = tidings(List.copyOf(batch), takenBack, Map.of());
        for (var tiding : tidings.all()) {
            told.add(tiding.told().id());
            Optional.ofNullable(tiding.told().data().getString("retracted_event_id"))
                    .ifPresent(retracted::add);
        }
        return tidings.takenBack().isEmpty() ? takenBack : tidings.takenBack();
    }

    private static Tidings tidings(
            List<AppliedEvent> events, Map<EventId, Long> takenBack, Map<EventId, Set<UUID>> sentTo) {
        var known = new Known(
                takenBack, sentTo, Map.of(MERCHANT, List.of(EVERYTHING, PAYMENTS)), Map.of(), Set.of(), Map.of());
        return Tidings.of(events, _ -> after(created(), paid()), known);
    }

    private static AppliedEvent joined(OfSubscription event) {
        return new AppliedEvent(event, false, Optional.empty());
    }

    private static AppliedEvent left(OfSubscription event) {
        return new AppliedEvent(event, true, Optional.empty());
    }

    private static Listener listener(int number, EventFilter filter) {
        return new Listener(new UUID(0, number), MERCHANT, filter, true, Certainty.SEEN);
    }
}
