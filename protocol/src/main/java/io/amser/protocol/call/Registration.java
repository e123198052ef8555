package io.amser.protocol.call;

import io.amser.protocol.Address;
import io.amser.protocol.TokenAmount;

/** What the processor holds a module's quotes to; the zero address where nothing was registered. */
public record Registration(Address payer, Address token, TokenAmount price) {}
