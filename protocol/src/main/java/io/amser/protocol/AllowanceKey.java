package io.amser.protocol;

/** Permit2 keeps one allowance for each of these: what {@code processor} may take of {@code token} from {@code owner}. */
public record AllowanceKey(Address processor, Address owner, Address token) {}
