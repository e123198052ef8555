package io.amser.webhook.event;

import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.UuidV5;
import java.util.UUID;

/** Ids of what merchants are told beyond the events of the chain, which keep theirs. */
public final class WebhookIds {
    private static final UUID NAMESPACE = UUID.fromString("5d0c6f0e-3f55-4b1c-9d2f-6a1f3a0c9b57");

    private WebhookIds() {}

    /** The id under which an event is told that has been taken back and come again {@code returns} times. */
    public static EventId afterReturns(EventId event, long returns) {
        return returns == 0 ? event : id(event + ":" + returns);
    }

    /** The id of the news that what was told under {@code told} has been taken back. */
    public static EventId retractionOf(EventId told) {
        return id(told + ":retracted");
    }

    /** The id of what happens to a subscription because time goes by; equal in every branch of the chain. */
    static EventId ofLapse(ChainId chain, SubscriptionKey subscription, Lapse lapse) {
        return id(chain + ":" + subscription + ":" + lapse.type().apiName() + ":"
                + lapse.at().seconds());
    }

    /** The id of what is told about an endpoint, by the number of its change. */
    public static EventId ofEndpoint(UUID endpoint, EventType type, long change) {
        return id(endpoint + ":" + type.apiName() + ":" + change);
    }

    private static EventId id(String name) {
        return EventId.of(UuidV5.of(NAMESPACE, name));
    }
}
