package io.amser.eventlog.projection;

import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import java.util.Optional;

/**
 * A record that can never be applied, as the projection hears of it; the record itself is in the dead letter topic.
 *
 * @param module whose state lacks this record, or the contract where no module is concerned; empty if even the key is undecodable
 * @param subscription the one subscription that lacks it, if the record names one
 * @param reason why it cannot be applied
 */
public record Poison(
        Optional<Address> module, Optional<SubscriptionKey> subscription, int partition, long offset, String reason) {}
