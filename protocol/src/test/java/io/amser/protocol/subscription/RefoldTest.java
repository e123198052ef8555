package io.amser.protocol.subscription;

import static io.amser.protocol.Histories.HOUR;
import static io.amser.protocol.Histories.START;
import static io.amser.protocol.Histories.cancelled;
import static io.amser.protocol.Histories.charged;
import static io.amser.protocol.Histories.created;
import static io.amser.protocol.Histories.failed;
import static io.amser.protocol.Histories.origin;
import static io.amser.protocol.Histories.paused;
import static io.amser.protocol.Histories.recovered;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.EventId;
import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is published, retracted and published again, what is left folds to the state of the canonical chain. */
class RefoldTest {
    private static final int CANONICAL = 0;
    private static final int ORPHANED = 1;

    @Property(tries = 300)
    void any_interleaving_of_branches_and_repeats_ends_in_the_canonical_state(
            @ForAll @IntRange(min = 0, max = 12) int length,
            @ForAll @IntRange(min = 0, max = 12) int orphans,
            @ForAll Random random) {
        var canonical = branch(CANONICAL, length, random);
        var orphaned = branch(ORPHANED, orphans, random);

        var consumer = new Consumer();
        deliveries(canonical, orphaned, random).forEach(consumer::apply);

        assertThat(Subscription.fold(consumer.present.values())).contains(stepByStep(canonical));
    }

    @Property(tries = 100)
    void a_creation_that_was_taken_back_leaves_nothing(@ForAll Random random) {
        var consumer = new Consumer();
        deliveries(List.of(), branch(ORPHANED, 5, random), random).forEach(consumer::apply);

        assertThat(Subscription.fold(consumer.present.values())).isEmpty();
    }

    private static Subscription stepByStep(List<OfSubscription> canonical) {
        var state = Subscription.fold(canonical.subList(0, 1)).orElseThrow();
        for (var event : canonical.subList(1, canonical.size())) {
            state = state.after(event);
        }
        return state;
    }

    private static List<OfSubscription> branch(int branch, int length, Random random) {
        var events = new ArrayList<OfSubscription>();
        events.add(created(origin(10, branch, START)));
        for (var i = 0; i < length; i++) {
            events.add(anyEvent(11 + i, branch, random));
        }
        return events;
    }

    private static OfSubscription anyEvent(long block, int branch, Random random) {
        var time = START.plus(HOUR.multipliedBy(random.nextInt(20)));
        var window = 1 + random.nextInt(5);
        var origin = origin(block, branch, time);
        return switch (random.nextInt(6)) {
            case 0 -> paused(origin, time, window);
            case 1 -> cancelled(origin, time, window);
            case 2 -> recovered(origin, window);
            case 3 -> failed(origin, window, FailCode.ALLOWANCE_EXPIRED, Responsible.SUBSCRIBER);
            case 4 -> failed(origin, window, FailCode.UNSUPPORTED_TOKEN, Responsible.PROTOCOL);
            default -> charged(origin, window, time);
        };
    }

    /** Each event comes and goes some times, in the end to stay or to be gone; all of them interleaved. */
    private static List<Delivery> deliveries(List<OfSubscription> stay, List<OfSubscription> gone, Random random) {
        var queues = new ArrayList<List<Delivery>>();
        stay.forEach(event -> queues.add(comeAndGo(event, true, random)));
        gone.forEach(event -> queues.add(comeAndGo(event, false, random)));
        var all = new ArrayList<Delivery>();
        while (!queues.isEmpty()) {
            var queue = queues.get(random.nextInt(queues.size()));
            all.add(queue.removeFirst());
            queues.removeIf(List::isEmpty);
        }
        return all;
    }

    private static List<Delivery> comeAndGo(OfSubscription event, boolean stays, Random random) {
        var deliveries = new ArrayList<Delivery>();
        for (var i = random.nextInt(4); i > 0; i--) {
            deliveries.add(new Delivery(event, random.nextBoolean()));
        }
        deliveries.add(new Delivery(event, !stays));
        return deliveries;
    }

    private record Delivery(OfSubscription event, boolean retracted) {}

    /** Holds presence, as every consumer does. */
    private static final class Consumer {
        private final Map<EventId, OfSubscription> present = new HashMap<>();

        private void apply(Delivery delivery) {
            if (delivery.retracted()) {
                present.remove(delivery.event().id());
            } else {
                present.put(delivery.event().id(), delivery.event());
            }
        }
    }
}
