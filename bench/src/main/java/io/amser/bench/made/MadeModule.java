package io.amser.bench.made;

import io.amser.protocol.Address;

/** The module of a merchant, by his number. */
public record MadeModule(int number) {

    public Address merchant() {
        return new Address("0x3e%038x".formatted(number));
    }

    public Address address() {
        return new Address("0x30%038x".formatted(number));
    }
}
