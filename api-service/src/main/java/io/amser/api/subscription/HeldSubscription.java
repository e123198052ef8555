package io.amser.api.subscription;

import io.amser.protocol.Address;
import io.amser.protocol.subscription.SubscriptionAt;

/** A subscription and the processor that charges it. */
public record HeldSubscription(SubscriptionAt at, Address processor) {}
