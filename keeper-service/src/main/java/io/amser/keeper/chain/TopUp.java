package io.amser.keeper.chain;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;

/** A log that says that a wallet received a token, or let it be taken. */
public record TopUp(BlockNumber block, BlockHash hash, long logIndex, Address payer, Address token) {}
