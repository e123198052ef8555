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
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.OfPlan;
import io.amser.protocol.event.ChainEvent.OfProcessor;
import io.amser.protocol.event.ChainEvent.OfSubscriber;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.TokenPolicySet;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.Subscription;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that a read model holds. */
record Tables(
        Set<EventId> present,
        Map<Address, MerchantModule> modules,
        Map<PlanKey, Plan> plans,
        Map<SubscriptionKey, Subscription> subscriptions,
        Map<SubscriberKey, ChainTime> blocked,
        Map<Address, TokenPolicy> tokens,
        Map<Address, ProcessorPauses> processors,
        Map<AllowanceKey, StandingAllowance> allowances) {

    /** What the protocol's own folds make of a chain, with no batch, table or retraction in between. */
    static Tables of(Collection<ChainEvent> chain) {
        return new Tables(
                chain.stream().map(ChainEvent::id).collect(Collectors.toSet()),
                fold(
                        chain,
                        ModuleDeployed.class,
                        ModuleDeployed::module,
                        es -> Optional.of(MerchantModule.of(es.getLast()))),
                fold(chain, OfPlan.class, OfPlan::plan, Plan::fold),
                fold(chain, OfSubscription.class, OfSubscription::subscription, Subscription::fold),
                fold(chain, OfSubscriber.class, OfSubscriber::subscriber, Tables::blockedSince),
                fold(
                        chain,
                        TokenPolicySet.class,
                        TokenPolicySet::token,
                        es -> Optional.of(es.getLast().policy())),
                fold(chain, OfProcessor.class, OfProcessor::processor, es -> Optional.of(ProcessorPauses.fold(es))),
                fold(chain, AllowanceSet.class, AllowanceSet::allowance, StandingAllowance::fold));
    }

    private static Optional<ChainTime> blockedSince(List<OfSubscriber> events) {
        var since = Optional.<ChainTime>empty();
        for (var event : events) {
            since = event instanceof SubscriberBlocked
                    ? since.or(() -> Optional.of(event.origin().blockTime()))
                    : Optional.empty();
        }
        return since;
    }

    private static <E extends ChainEvent, K, S> Map<K, S> fold(
            Collection<ChainEvent> chain, Class<E> family, Function<E, K> key, Function<List<E>, Optional<S>> fold) {
        var states = new HashMap<K, S>();
        chain.stream()
                .filter(family::isInstance)
                .map(family::cast)
                .collect(Collectors.groupingBy(key))
                .forEach((about, events) -> fold.apply(events).ifPresent(state -> states.put(about, state)));
        return states;
    }
}
