package io.amser.webhook.endpoint;

import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import io.amser.webhook.event.EventType;
import io.amser.webhook.event.Subject;
import java.util.Optional;
import java.util.Set;

/**
 * What an endpoint wants to hear of.
 *
 * @param types all if there is none
 * @param module that the event has to be about, if there is one
 * @param plan of that module, likewise: what concerns no one plan does not pass then
 */
public record EventFilter(Set<EventType> types, Optional<Address> module, Optional<PlanId> plan) {
    public static final EventFilter EVERYTHING = new EventFilter(Set.of(), Optional.empty(), Optional.empty());

    public EventFilter {
        types = Set.copyOf(types);
        if (plan.isPresent() && module.isEmpty()) {
            throw new IllegalArgumentException("A plan is a plan of a module: " + plan);
        }
    }

    public boolean passes(EventType type, Subject subject) {
        return (types.isEmpty() || types.contains(type))
                && (module.isEmpty() || module.equals(subject.module()))
                && (plan.isEmpty() || plan.equals(subject.plan()));
    }
}
