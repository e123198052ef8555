package io.amser.protocol.call;

import io.amser.protocol.Address;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.TokenAmount;
import java.time.Duration;

/** A plan as the module's storage holds it. */
public record PlanOnChain(
        TokenAmount price,
        Duration interval,
        Duration gracePeriod,
        Address token,
        MetadataHash metadataHash,
        boolean active) {}
