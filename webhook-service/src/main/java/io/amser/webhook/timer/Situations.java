package io.amser.webhook.timer;

import io.amser.eventlog.readmodel.Allowances;
import io.amser.eventlog.readmodel.BlockedSubscribers;
import io.amser.eventlog.readmodel.IncompleteMark;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.eventlog.readmodel.MerchantModule;
import io.amser.eventlog.readmodel.Modules;
import io.amser.eventlog.readmodel.Plans;
import io.amser.eventlog.readmodel.Processors;
import io.amser.eventlog.readmodel.Subscriptions;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.Subscription;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the read model says about subscriptions whose time has come, each table asked once. */
record Situations(
        Map<SubscriptionKey, Subscription> subscriptions,
        Map<PlanKey, Plan> plans,
        Map<Address, MerchantModule> modules,
        Map<SubscriberKey, ChainTime> blocked,
        Map<Address, ProcessorPauses> pauses,
        Map<AllowanceKey, StandingAllowance> allowances,
        List<IncompleteMark> marks) {

    static Uni<Situations> of(SqlConnection tx, Collection<SubscriptionKey> keys) {
        return new Subscriptions()
                .load(tx, keys)
                .chain(found -> Uni.combine()
                        .all()
                        .unis(
                                new Plans().load(tx, all(found, Subscription::plan)),
                                new Modules()
                                        .load(tx, all(found, one -> one.key().module())),
                                new BlockedSubscribers().load(tx, all(found, Situations::wallet)),
                                new IncompleteMarks().all(tx))
                        .asTuple()
                        .chain(parts -> rest(
                                tx, found, parts.getItem1(), parts.getItem2(), parts.getItem3(), parts.getItem4())));
    }

    private static Uni<Situations> rest(
            SqlConnection tx,
            Map<SubscriptionKey, Subscription> subscriptions,
            Map<PlanKey, Plan> plans,
            Map<Address, MerchantModule> modules,
            Map<SubscriberKey, ChainTime> blocked,
            List<IncompleteMark> marks) {
        var processors =
                modules.values().stream().map(MerchantModule::processor).collect(Collectors.toUnmodifiableSet());
        var allowances = subscriptions.values().stream()
                .flatMap(one -> allowance(one, modules, plans).stream())
                .collect(Collectors.toUnmodifiableSet());
        return Uni.combine()
                .all()
                .unis(new Processors().load(tx, processors), new Allowances().load(tx, allowances))
                .with((pauses, found) -> new Situations(subscriptions, plans, modules, blocked, pauses, found, marks));
    }

    /** Empty where the chain holds no such subscription, or where what it depends on is missing here. */
    Optional<Situation> at(SubscriptionKey key, ChainTime now) {
        var subscription = subscriptions.get(key);
        var module = modules.get(key.module());
        if (subscription == null || module == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(plans.get(subscription.plan()))
                .map(plan -> situation(subscription, plan, module, now));
    }

    private Situation situation(Subscription subscription, Plan plan, MerchantModule module, ChainTime now) {
        var pause = pauses.getOrDefault(module.processor(), ProcessorPauses.NEVER);
        var state = subscription.at(now, plan, blocked.containsKey(wallet(subscription)), pause);
        var allowance =
                allowance(subscription, modules, plans).flatMap(key -> Optional.ofNullable(allowances.get(key)));
        return new Situation(
                state,
                allowance,
                module.processor(),
                module.merchant(),
                marks.stream().anyMatch(mark -> concerns(mark, subscription.key())));
    }

    private static boolean concerns(IncompleteMark mark, SubscriptionKey subscription) {
        return mark.module().equals(IncompleteMarks.EVERYTHING)
                || (mark.module().equals(subscription.module())
                        && mark.id().map(subscription.id()::equals).orElse(true));
    }

    private static Optional<AllowanceKey> allowance(
            Subscription subscription, Map<Address, MerchantModule> modules, Map<PlanKey, Plan> plans) {
        return Optional.ofNullable(modules.get(subscription.key().module()))
                .flatMap(module -> Optional.ofNullable(plans.get(subscription.plan()))
                        .map(plan -> new AllowanceKey(module.processor(), subscription.subscriber(), plan.token())));
    }

    private static SubscriberKey wallet(Subscription subscription) {
        return new SubscriberKey(subscription.key().module(), subscription.subscriber());
    }

    private static <K> Set<K> all(Map<SubscriptionKey, Subscription> found, Function<Subscription, K> key) {
        return found.values().stream().map(key).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }
}
