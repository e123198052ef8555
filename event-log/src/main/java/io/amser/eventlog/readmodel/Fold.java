package io.amser.eventlog.readmodel;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
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
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.SubscriberUnblocked;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.ChainEvent.TokenPolicySet;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How one kind of state follows from its events.
 *
 * @param events the family of events that it folds
 * @param key which state an event is about
 * @param after the state after one more event; empty where the event that would begin it is missing
 */
record Fold<E extends ChainEvent, K, S>(
        Class<E> events, Function<E, K> key, BiFunction<Optional<S>, E, Optional<S>> after) {

    static final Fold<ModuleDeployed, Address, MerchantModule> MODULES =
            new Fold<>(ModuleDeployed.class, ModuleDeployed::module, (_, e) -> Optional.of(MerchantModule.of(e)));

    static final Fold<OfPlan, PlanKey, Plan> PLANS = new Fold<>(OfPlan.class, OfPlan::plan, Fold::plan);

    static final Fold<OfSubscription, SubscriptionKey, Subscription> SUBSCRIPTIONS =
            new Fold<>(OfSubscription.class, OfSubscription::subscription, Fold::subscription);

    /** Since when a wallet is blocked. */
    static final Fold<OfSubscriber, SubscriberKey, ChainTime> BLOCKED =
            new Fold<>(OfSubscriber.class, OfSubscriber::subscriber, Fold::blockedAt);

    static final Fold<TokenPolicySet, Address, TokenPolicy> TOKENS =
            new Fold<>(TokenPolicySet.class, TokenPolicySet::token, (_, e) -> Optional.of(e.policy()));

    static final Fold<OfProcessor, Address, ProcessorPauses> PROCESSORS = new Fold<>(
            OfProcessor.class,
            OfProcessor::processor,
            (state, e) -> Optional.of(state.orElse(ProcessorPauses.NEVER).after(e)));

    static final Fold<AllowanceSet, AllowanceKey, StandingAllowance> ALLOWANCES = new Fold<>(
            AllowanceSet.class,
            AllowanceSet::allowance,
            (state, e) -> Optional.of(state.map(s -> s.after(e)).orElseGet(() -> StandingAllowance.of(e))));

    private static Optional<Plan> plan(Optional<Plan> state, OfPlan event) {
        if (state.isPresent()) {
            return state.map(plan -> plan.after(event));
        }
        return event instanceof PlanCreated created ? Optional.of(Plan.of(created)) : Optional.empty();
    }

    private static Optional<Subscription> subscription(Optional<Subscription> state, OfSubscription event) {
        if (state.isPresent()) {
            return state.map(subscription -> subscription.after(event));
        }
        return event instanceof SubscriptionCreated created ? Optional.of(Subscription.of(created)) : Optional.empty();
    }

    private static Optional<ChainTime> blockedAt(Optional<ChainTime> since, OfSubscriber event) {
        return switch (event) {
            case SubscriberBlocked e -> since.or(() -> Optional.of(e.origin().blockTime()));
            case SubscriberUnblocked _ -> Optional.empty();
        };
    }

    /** The states that these events are about. */
    Set<K> keys(List<PublishedEvent> batch) {
        return batch.stream()
                .map(PublishedEvent::event)
                .filter(events::isInstance)
                .map(event -> key.apply(events.cast(event)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
