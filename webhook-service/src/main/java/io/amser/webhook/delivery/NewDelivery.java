package io.amser.webhook.delivery;

import io.amser.protocol.EventId;
import io.amser.protocol.SubscriptionKey;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event that is to be brought to one endpoint.
 *
 * @param sequence of the event in its subscription
 * @param parked whether it waits until the endpoint is enabled
 */
public record NewDelivery(
        UUID endpoint,
        EventId event,
        Optional<SubscriptionKey> subscription,
        @Nullable Long sequence,
        boolean parked) {}
