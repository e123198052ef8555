package io.amser.webhook.endpoint;

import io.amser.protocol.Address;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a merchant wants to be told what.
 *
 * @param ordered whether an event waits until all before it, of the same subscription, have arrived
 * @param at how sure the chain has to be of what is told
 * @param disabledBy present while it is not served
 */
public record Endpoint(
        UUID id,
        Address merchant,
        String url,
        String description,
        EventFilter filter,
        boolean ordered,
        Certainty at,
        EndpointState state,
        Optional<DisabledBy> disabledBy,
        Instant createdAt) {}
