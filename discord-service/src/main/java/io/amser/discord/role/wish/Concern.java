package io.amser.discord.role.wish;

import io.amser.protocol.Address;

/** A wallet in a module that something happened to. */
public record Concern(Address module, Address wallet, Cause cause) {}
