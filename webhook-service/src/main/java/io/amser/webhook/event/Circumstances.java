package io.amser.webhook.event;

import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import java.util.Optional;

/**
 * What is known around an event when it is told.
 *
 * @param subscription right after the event, if it is about one
 * @param plan of the subscription, or the plan that the event is about
 * @param pauses of the processor that serves the module
 * @param incomplete whether a record of the log is missing here, so that the rest may be wrong
 */
public record Circumstances(
        Optional<Subscription> subscription, Optional<Plan> plan, ProcessorPauses pauses, boolean incomplete) {

    /** The subscription in the second of the event's block. */
    Optional<SubscriptionAt> at(ChainEvent event, boolean blocked) {
        return subscription.flatMap(
                state -> plan.map(terms -> state.at(event.origin().blockTime(), terms, blocked, pauses)));
    }
}
