package io.amser.client;

import java.math.BigInteger;
import java.time.Instant;

/** A subscription that a keeper could charge now, until its window closes. */
public record Due(Address moduleAddress, BigInteger onChainId, Instant dueAt, Instant windowClosesAt) {}
