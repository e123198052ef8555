package io.amser.protocol.decoding;

import io.amser.protocol.Address;

/** A payment processor and the factory of the modules that it serves; a new processor comes with a new factory. */
public record Deployment(Address processor, Address factory) {}
