package io.amser.webhook.event;

import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import java.util.Optional;

/** Whom and what an event concerns: endpoints choose by it. */
public record Subject(
        Address merchant, Optional<Address> module, Optional<PlanId> plan, Optional<SubscriptionId> subscription) {

    /** The one whose sequence the event has a number in. */
    public Optional<SubscriptionKey> subscriptionKey() {
        return module.flatMap(address -> subscription.map(id -> new SubscriptionKey(address, id)));
    }
}
