package io.amser.keeper.chain;

import io.amser.protocol.Address;

/** What stands at an address does not answer as a payment processor does. */
public final class NoProcessor extends RuntimeException {

    NoProcessor(Address address) {
        super("There is no payment processor at %s on this chain".formatted(address));
    }
}
