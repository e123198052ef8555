package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionId;
import java.util.Optional;

/**
 * Where a record of the log could not be applied.
 *
 * @param id the one subscription that lacks it; empty for the whole module
 */
public record IncompleteMark(Address module, Optional<SubscriptionId> id) {}
