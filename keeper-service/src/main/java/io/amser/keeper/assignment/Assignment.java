package io.amser.keeper.assignment;

import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.subscription.ProcessorPauses;
import java.time.Duration;
import java.util.Set;

/** When it is our turn to send a charge. */
public sealed interface Assignment {

    /** How long after an attempt became possible our turn comes. */
    Duration wait(SubscriptionKey subscription, WindowId window);

    /** Whoever is first sends. */
    record Open() implements Assignment {
        @Override
        public Duration wait(SubscriptionKey subscription, WindowId window) {
            return Duration.ZERO;
        }
    }

    /**
     * Every window has an order of keepers.
     *
     * @param keepers who take turns
     * @param ours the keys of this database
     */
    record Deterministic(Set<Address> keepers, Set<Address> ours, Phases phases) implements Assignment {
        public Deterministic {
            keepers = Set.copyOf(keepers);
            ours = Set.copyOf(ours);
        }

        @Override
        public Duration wait(SubscriptionKey subscription, WindowId window) {
            if (keepers.isEmpty()) {
                return Duration.ZERO;
            }
            var order = Order.of(keepers, subscription, window);
            for (var place = 0; place < order.size(); place++) {
                if (ours.contains(order.get(place))) {
                    return phases.waitOf(place);
                }
            }
            return phases.waitOfAnyone();
        }
    }

    /** When our turn comes for this attempt; no later than what is sent can still be included. */
    default ChainTime turn(DueCharge due, ProcessorPauses pauses) {
        return due.turnsFrom()
                .map(from -> inTime(due, from.plus(wait(due.subscription(), due.window())), pauses))
                .orElse(due.dueAt());
    }

    private static ChainTime inTime(DueCharge due, ChainTime turn, ProcessorPauses pauses) {
        return due.lastSendAt(pauses).map(last -> ChainTime.earlier(last, turn)).orElse(turn);
    }
}
