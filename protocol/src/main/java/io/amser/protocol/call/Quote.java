package io.amser.protocol.call;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Reason;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;

/** What one charge would be in the block that was asked; with any reason but NONE: do not charge. */
public record Quote(
        Reason reason,
        Address payer,
        Address recipient,
        Address token,
        TokenAmount amount,
        ChainTime executionTime,
        WindowId windowId) {}
