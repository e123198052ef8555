package io.amser.protocol;

/** What a charge costs the merchant: a share of the amount, and the keeper's share of that fee. */
public record Fees(BasisPoints protocolFee, BasisPoints keeperShare) {}
