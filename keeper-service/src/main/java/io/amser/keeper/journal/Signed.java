package io.amser.keeper.journal;

import io.amser.keeper.chain.HexBytes;
import io.amser.protocol.TxHash;

/** A transaction with its signature. */
public record Signed(TxHash hash, HexBytes bytes, GasFees fees) {}
