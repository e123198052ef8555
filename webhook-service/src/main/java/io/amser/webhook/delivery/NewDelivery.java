package io.amser.webhook.delivery;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.EventId;
import io.amser.protocol.SubscriptionKey;
import io.amser.webhook.endpoint.Certainty;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event that is to be brought to one endpoint.
 *
 * @param sequence of the event in its subscription
 * @param awaiting what the chain has to say before it is due
 * @param parked whether it waits until the endpoint is enabled
 */
public record NewDelivery(
        UUID endpoint,
        EventId event,
        Optional<SubscriptionKey> subscription,
        @Nullable Long sequence,
        Optional<Awaiting> awaiting,
        boolean parked) {

    /** Until the chain calls a block so. */
    public record Awaiting(Certainty certainty, BlockNumber block) {}
}
