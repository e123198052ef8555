package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.Executions;
import io.amser.protocol.Responsible;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.EventOrigin;
import java.util.List;

/** A contract, and what it may say next. */
enum Source {
    MODULE,
    OTHER_MODULE,
    PROCESSOR,
    REGISTRY,
    PERMIT2,
    FEE_SCHEDULE;

    private static final Responsible[] RESPONSIBLE = Responsible.values();

    private Address contract() {
        return switch (this) {
            case MODULE -> Samples.MODULE;
            case OTHER_MODULE -> Samples.address(11);
            case PROCESSOR -> Samples.PROCESSOR;
            case REGISTRY -> Samples.REGISTRY;
            case PERMIT2 -> Samples.PERMIT2;
            case FEE_SCHEDULE -> Samples.FEE_SCHEDULE;
        };
    }

    EventOrigin origin(long block, int logIndex, int branch) {
        var module = this == MODULE || this == OTHER_MODULE ? contract() : null;
        return Samples.origin(contract(), module, block, logIndex, branch);
    }

    /**
     * One of the events that are possible after {@code canonical}.
     *
     * @param choice which one, any number from 0 on
     */
    ChainEvent next(List<ChainEvent> canonical, EventOrigin origin, int choice) {
        var rest = choice / 2;
        var first = choice % 2 == 0;
        return switch (this) {
            case MODULE, OTHER_MODULE -> ofModule(canonical, origin, choice);
            case PROCESSOR -> first ? Samples.processorPaused(origin) : Samples.processorUnpaused(origin);
            case REGISTRY -> Samples.tokenPolicySet(origin, Samples.address(60 + rest % 2), first);
            case PERMIT2 -> {
                var expiration = first ? null : origin.blockTime().plus(Samples.MONTH);
                yield Samples.allowanceSet(origin, Samples.address(40 + rest % 2), rest, expiration);
            }
            case FEE_SCHEDULE -> Samples.defaultFeesSet(origin);
        };
    }

    private ChainEvent ofModule(List<ChainEvent> canonical, EventOrigin origin, int choice) {
        var rest = choice / 8;
        var subscriber = Samples.address(40 + rest % 2);
        return switch (choice % 8) {
            case 0 -> Samples.moduleDeployed(origin, contract());
            case 1 -> ofPlan(canonical, origin, rest);
            case 2 -> Samples.blocked(origin, contract(), subscriber);
            case 3 -> Samples.unblocked(origin, contract(), subscriber);
            default -> ofSubscription(canonical, origin, rest);
        };
    }

    private ChainEvent ofPlan(List<ChainEvent> canonical, EventOrigin origin, int choice) {
        var plan = Samples.plan(contract(), 1 + choice % 2);
        var exists = canonical.stream()
                .anyMatch(
                        e -> e instanceof PlanCreated created && created.plan().equals(plan));
        return exists ? Samples.planActiveSet(origin, plan, choice / 2 % 2 == 0) : Samples.planCreated(origin, plan);
    }

    private ChainEvent ofSubscription(List<ChainEvent> canonical, EventOrigin origin, int choice) {
        var key = Samples.subscription(contract(), 1 + choice % 3);
        var rest = choice / 3;
        var exists = canonical.stream()
                .anyMatch(e -> e instanceof SubscriptionCreated created
                        && created.subscription().equals(key));
        if (!exists) {
            return Samples.created(origin, key, Samples.address(40 + rest % 2));
        }
        return switch (rest % 4) {
            case 0 -> Samples.paused(origin, key, rest % 8 == 0);
            case 1 -> Samples.failed(origin, key, RESPONSIBLE[rest / 4 % RESPONSIBLE.length]);
            case 2 -> Samples.executed(origin, key, Executions.limited(rest));
            default -> Samples.executed(origin, key, Executions.unlimited());
        };
    }
}
