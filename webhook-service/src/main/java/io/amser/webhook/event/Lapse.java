package io.amser.webhook.event;

import io.amser.protocol.ChainTime;
import io.amser.protocol.Responsible;
import io.amser.protocol.WindowId;

/** Something that happens to a subscription because time goes by: no log tells of it. */
public sealed interface Lapse {

    /** The last second before it. */
    ChainTime at();

    EventType type();

    /** Tells it from others of its type: each is told once. */
    long number();

    /** What was paid for is over, the grace included. */
    record AccessEnded(ChainTime at, boolean bySubscriber) implements Lapse {
        @Override
        public EventType type() {
            return EventType.SUBSCRIPTION_EXPIRED;
        }

        @Override
        public long number() {
            return at.seconds();
        }
    }

    /** A window closed uncharged: nothing is charged any more until somebody recovers the subscription. */
    record WindowMissed(ChainTime at, WindowId window, Responsible responsible) implements Lapse {
        @Override
        public EventType type() {
            return EventType.PAYMENT_DELAYED;
        }

        @Override
        public long number() {
            return window.value();
        }
    }

    /** What the subscriber allows ends soon; {@code at} is when. */
    record AllowanceExpiring(ChainTime at) implements Lapse {
        @Override
        public EventType type() {
            return EventType.ALLOWANCE_EXPIRING;
        }

        @Override
        public long number() {
            return at.seconds();
        }
    }
}
