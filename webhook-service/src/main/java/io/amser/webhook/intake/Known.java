package io.amser.webhook.intake;

import io.amser.protocol.Address;
import io.amser.protocol.EventId;
import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.timer.LapseKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What stands in the tables before a batch.
 *
 * @param takenBack how often an event of the chain was taken back; absent for never
 * @param recipients who was sent what, as far as it is taken back now
 * @param listeners each merchant's endpoints
 * @param unheard what is taken back now before anybody was told of it
 * @param cancelled how many deliveries to each endpoint were ended for what is taken back now
 * @param missedWindows under which ids missed windows were told, as far as the batch tells of them
 */
record Known(
        Map<EventId, Long> takenBack,
        Map<EventId, Set<UUID>> recipients,
        Map<Address, List<Listener>> listeners,
        Map<LapseKey, EventId> missedWindows,
        Set<EventId> unheard,
        Map<UUID, Long> cancelled) {}
