package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.EventId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the tables held before a batch, as far as the batch touches it.
 *
 * @param turned the events of the batch whose presence it changes
 * @param histories every event of each stream that the batch may take something from
 */
record Stored(
        Set<EventId> turned,
        Map<StreamId, List<ChainEvent>> histories,
        Map<Address, MerchantModule> modules,
        Map<PlanKey, Plan> plans,
        Map<SubscriptionKey, Subscription> subscriptions,
        Map<SubscriberKey, ChainTime> blocked,
        Map<Address, TokenPolicy> tokens,
        Map<Address, ProcessorPauses> processors,
        Map<AllowanceKey, StandingAllowance> allowances) {}
