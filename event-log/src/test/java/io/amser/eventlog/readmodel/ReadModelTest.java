package io.amser.eventlog.readmodel;

import static io.amser.eventlog.PublishedEvent.retractionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.EventId;
import io.amser.protocol.Executions;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.subscription.Subscription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReadModelTest {
    private static final Address MODULE = Samples.MODULE;
    private static final SubscriptionKey SUBSCRIPTION = Samples.subscription(MODULE, 1);
    private static final Address SUBSCRIBER = Samples.address(40);

    private final ReadModelInMemory model = new ReadModelInMemory();

    @Provide
    Arbitrary<LogInBatches> logs() {
        return LogInBatches.any();
    }

    @Property(tries = 300)
    void any_batches_of_any_reorganisations_end_in_the_state_of_the_canonical_chain(@ForAll("logs") LogInBatches log) {
        var model = new ReadModelInMemory();

        log.batches().forEach(model::apply);

        assertThat(model.tables()).isEqualTo(Tables.of(log.canonical()));
    }

    @Property(tries = 300)
    void each_change_is_told_once_with_the_state_right_after_it(@ForAll("logs") LogInBatches log) {
        var model = new ReadModelInMemory();
        var present = new LinkedHashMap<EventId, ChainEvent>();

        for (var batch : log.batches()) {
            for (var applied : model.apply(batch).events()) {
                var event = applied.event();
                var turned = applied.retracted() ? present.remove(event.id()) : present.put(event.id(), event);
                assertThat(turned != null).isEqualTo(applied.retracted());
                assertThat(applied.subscription()).isEqualTo(subscription(present, event));
            }
        }

        assertThat(present.keySet()).isEqualTo(model.tables().present());
    }

    @Property(tries = 300)
    void transitions_lead_from_the_state_before_a_batch_to_the_state_after_it(@ForAll("logs") LogInBatches log) {
        var model = new ReadModelInMemory();

        for (var batch : log.batches()) {
            var before = Map.copyOf(model.tables().subscriptions());
            var changes = model.apply(batch);
            var after = model.tables().subscriptions();
            changes.subscriptions()
                    .forEach((key, transition) -> assertThat(transition)
                            .isEqualTo(new Transition<>(
                                    Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key)))));
        }
    }

    @Example
    void an_event_that_comes_again_changes_nothing() {
        var created = Samples.created(at(1), SUBSCRIPTION, SUBSCRIBER);
        model.apply(publications(created));

        var changes = model.apply(publications(created, created));

        assertThat(changes).isEqualTo(new Changes(List.of(), Map.of(), Map.of()));
    }

    @Example
    void a_retraction_of_what_was_never_applied_changes_nothing() {
        var changes = model.apply(List.of(retractionOf(Samples.created(at(1), SUBSCRIPTION, SUBSCRIBER))));

        assertThat(changes).isEqualTo(new Changes(List.of(), Map.of(), Map.of()));
    }

    @Example
    void a_branch_that_leaves_and_returns_in_one_batch_is_told_step_by_step() {
        var created = Samples.created(at(1), SUBSCRIPTION, SUBSCRIBER);
        var charged = Samples.executed(at(2), SUBSCRIPTION, Executions.limited(5));
        model.apply(publications(created, charged));

        var changes = model.apply(List.of(retractionOf(charged), PublishedEvent.of(charged)));

        var unpaid = Optional.of(Subscription.of(created));
        var paid = unpaid.map(subscription -> subscription.after(charged));
        assertThat(changes.events())
                .containsExactly(new AppliedEvent(charged, true, unpaid), new AppliedEvent(charged, false, paid));
        assertThat(changes.subscriptions()).containsExactly(Map.entry(SUBSCRIPTION, new Transition<>(paid, paid)));
    }

    @Example
    void an_event_without_the_one_that_created_its_subscription_leaves_no_state() {
        var charged = Samples.executed(at(2), SUBSCRIPTION, Executions.limited(5));

        var changes = model.apply(publications(charged));

        assertThat(changes.events()).containsExactly(new AppliedEvent(charged, false, Optional.empty()));
        assertThat(model.tables().subscriptions()).isEmpty();
    }

    private static EventOrigin at(long block) {
        return Samples.origin(MODULE, MODULE, block, 0, 0);
    }

    private static List<PublishedEvent> publications(ChainEvent... events) {
        return Stream.of(events).map(PublishedEvent::of).toList();
    }

    private static Optional<Subscription> subscription(Map<EventId, ChainEvent> present, ChainEvent event) {
        return event instanceof OfSubscription about
                ? Subscription.fold(present.values().stream()
                        .filter(OfSubscription.class::isInstance)
                        .map(OfSubscription.class::cast)
                        .filter(other -> other.subscription().equals(about.subscription()))
                        .toList())
                : Optional.empty();
    }
}
