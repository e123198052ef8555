package io.amser.protocol;

/** One wallet in the eyes of one module, which may block it. */
public record SubscriberKey(Address module, Address subscriber) {}
