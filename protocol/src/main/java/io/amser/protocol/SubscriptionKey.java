package io.amser.protocol;

/** Which subscription, on one chain. */
public record SubscriptionKey(Address module, SubscriptionId id) {
    @Override
    public String toString() {
        return module + "/" + id;
    }
}
