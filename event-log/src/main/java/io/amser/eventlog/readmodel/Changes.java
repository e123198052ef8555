package io.amser.eventlog.readmodel;

import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.Subscription;
import java.util.List;
import java.util.Map;

/**
 * What a batch really changed.
 *
 * @param events in the order of the log, without repeats and without retractions of what was not there
 * @param subscriptions each one that these events are about
 * @param plans each one that these events are about
 */
public record Changes(
        List<AppliedEvent> events,
        Map<SubscriptionKey, Transition<Subscription>> subscriptions,
        Map<PlanKey, Transition<Plan>> plans) {}
