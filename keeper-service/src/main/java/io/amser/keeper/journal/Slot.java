package io.amser.keeper.journal;

import io.amser.protocol.Address;

/** One nonce of one key: exactly one transaction can ever stand there. */
public record Slot(Address key, long nonce) {}
