package io.amser.bench.made;

import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;

/** A subscription of a module, by its number from 1, each of a wallet of its own. */
public record MadeSubscription(MadeModule module, long number) {

    public SubscriptionKey key() {
        return new SubscriptionKey(module.address(), SubscriptionId.of(number));
    }

    public Address wallet() {
        return new Address("0x5b%08x%030x".formatted(module.number(), number));
    }
}
