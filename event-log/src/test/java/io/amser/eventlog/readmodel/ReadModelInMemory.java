package io.amser.eventlog.readmodel;

import io.amser.eventlog.PublishedEvent;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The read model without a database: the same decisions, with maps for tables. */
final class ReadModelInMemory {
    private final Map<EventId, ChainEvent> present = new HashMap<>();
    private final Map<Address, MerchantModule> modules = new HashMap<>();
    private final Map<PlanKey, Plan> plans = new HashMap<>();
    private final Map<SubscriptionKey, Subscription> subscriptions = new HashMap<>();
    private final Map<SubscriberKey, ChainTime> blocked = new HashMap<>();
    private final Map<Address, TokenPolicy> tokens = new HashMap<>();
    private final Map<Address, ProcessorPauses> processors = new HashMap<>();
    private final Map<AllowanceKey, StandingAllowance> allowances = new HashMap<>();

    Changes apply(List<PublishedEvent> batch) {
        var presence = Presence.of(batch);
        var outcome = Outcome.of(presence, record(presence));
        store(modules, outcome.modules());
        store(plans, outcome.changes().plans());
        store(subscriptions, outcome.changes().subscriptions());
        store(blocked, outcome.blocked());
        store(tokens, outcome.tokens());
        store(processors, outcome.processors());
        store(allowances, outcome.allowances());
        return outcome.changes();
    }

    Tables tables() {
        return new Tables(present.keySet(), modules, plans, subscriptions, blocked, tokens, processors, allowances);
    }

    private Stored record(Presence presence) {
        var histories = presence.retractedStreams().stream()
                .collect(Collectors.toMap(
                        stream -> stream,
                        stream -> present.values().stream()
                                .filter(event -> StreamId.of(event).equals(stream))
                                .toList()));
        var turned = new HashSet<EventId>();
        for (var added : presence.present()) {
            if (present.put(added.event().id(), added.event()) == null) {
                turned.add(added.event().id());
            }
        }
        for (var removed : presence.absent()) {
            if (present.remove(removed.event().id()) != null) {
                turned.add(removed.event().id());
            }
        }
        return new Stored(turned, histories, modules, plans, subscriptions, blocked, tokens, processors, allowances);
    }

    private static <K, S> void store(Map<K, S> table, Map<K, Transition<S>> transitions) {
        transitions.forEach((key, transition) ->
                transition.after().ifPresentOrElse(state -> table.put(key, state), () -> table.remove(key)));
    }
}
