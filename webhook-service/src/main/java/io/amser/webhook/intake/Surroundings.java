package io.amser.webhook.intake;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.eventlog.readmodel.IncompleteMark;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.eventlog.readmodel.MerchantModule;
import io.amser.eventlog.readmodel.Modules;
import io.amser.eventlog.readmodel.Plans;
import io.amser.eventlog.readmodel.Processors;
import io.amser.protocol.Address;
import io.amser.protocol.PlanKey;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.OfPlan;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.webhook.event.Circumstances;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the read model says around the events of a batch, after it was applied. */
record Surroundings(
        Map<PlanKey, Plan> plans,
        Map<Address, MerchantModule> modules,
        Map<Address, ProcessorPauses> processors,
        List<IncompleteMark> marks) {
    private static final Plans PLANS = new Plans();
    private static final Modules MODULES = new Modules();
    private static final Processors PROCESSORS = new Processors();
    private static final IncompleteMarks MARKS = new IncompleteMarks();

    static Uni<Surroundings> of(SqlConnection tx, List<AppliedEvent> events) {
        var plans = events.stream().flatMap(applied -> plan(applied).stream()).collect(Collectors.toUnmodifiableSet());
        var modules = events.stream()
                .map(applied -> applied.event().origin().module())
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        return Uni.combine()
                .all()
                .unis(PLANS.load(tx, plans), MODULES.load(tx, modules), MARKS.all(tx))
                .asTuple()
                .chain(found -> processors(tx, found.getItem2().values())
                        .map(processors ->
                                new Surroundings(found.getItem1(), found.getItem2(), processors, found.getItem3())));
    }

    private static Uni<Map<Address, ProcessorPauses>> processors(SqlConnection tx, Collection<MerchantModule> modules) {
        var addresses = modules.stream().map(MerchantModule::processor).collect(Collectors.toUnmodifiableSet());
        return addresses.isEmpty() ? Uni.createFrom().item(Map.of()) : PROCESSORS.load(tx, addresses);
    }

    Circumstances around(AppliedEvent applied) {
        return new Circumstances(
                applied.subscription(),
                plan(applied).flatMap(key -> Optional.ofNullable(plans.get(key))),
                pauses(applied.event()),
                marks.stream().anyMatch(mark -> concerns(mark, applied.event())));
    }

    private ProcessorPauses pauses(ChainEvent event) {
        return Optional.ofNullable(event.origin().module())
                .flatMap(module -> Optional.ofNullable(modules.get(module)))
                .flatMap(module -> Optional.ofNullable(processors.get(module.processor())))
                .orElse(ProcessorPauses.NEVER);
    }

    private static Optional<PlanKey> plan(AppliedEvent applied) {
        return switch (applied.event()) {
            case OfPlan about -> Optional.of(about.plan());
            case SubscriptionCreated created ->
                Optional.of(new PlanKey(created.subscription().module(), created.plan()));
            default -> applied.subscription().map(Subscription::plan);
        };
    }

    private static boolean concerns(IncompleteMark mark, ChainEvent event) {
        if (mark.module().equals(IncompleteMarks.EVERYTHING)) {
            return true;
        }
        return mark.module().equals(event.origin().module())
                && mark.id()
                        .map(id -> event instanceof OfSubscription about
                                && about.subscription().id().equals(id))
                        .orElse(true);
    }
}
