package io.amser.webhook.timer;

import io.amser.protocol.FailCode;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Lapse;
import java.util.Optional;

/** Which lapse of a subscription it is: a merchant is told of it once. */
public record LapseKey(SubscriptionKey subscription, EventType type, long number) {

    static LapseKey of(SubscriptionKey subscription, Lapse lapse) {
        return new LapseKey(subscription, lapse.type(), lapse.number());
    }

    /** If the log itself says that a window was missed, and a merchant hears of a delay by that. */
    public static Optional<LapseKey> ofMissedWindow(ChainEvent event) {
        return event instanceof ExecutionFailed failed
                        && failed.code() == FailCode.PAYMENT_WINDOW_VIOLATION
                        && EventType.of(failed).equals(Optional.of(EventType.PAYMENT_DELAYED))
                ? Optional.of(new LapseKey(
                        failed.subscription(),
                        EventType.PAYMENT_DELAYED,
                        failed.windowId().value()))
                : Optional.empty();
    }
}
