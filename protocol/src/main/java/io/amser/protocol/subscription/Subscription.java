package io.amser.protocol.subscription;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.OfStanding;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.Standing;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a subscription is, after the events so far. Whether its wallet is blocked is a state of its own. */
public record Subscription(
        SubscriptionKey key,
        Address subscriber,
        PlanId planId,
        ChainTime createdAt,
        boolean pausedBySubscriber,
        boolean pausedByMerchant,
        boolean cancelled,
        Executions remainingExecutions,
        ChainTime nextChargeAt,
        WindowId windowId,
        ChainTime allowanceExpiry,
        Charges charges,
        Failures failures) {

    public static Subscription of(SubscriptionCreated event) {
        var standing = event.standing();
        return new Subscription(
                event.subscription(),
                event.subscriber(),
                event.plan(),
                event.origin().blockTime(),
                standing.pausedBySubscriber(),
                standing.pausedByMerchant(),
                standing.cancelled(),
                standing.remainingExecutions(),
                standing.nextChargeAt(),
                standing.windowId(),
                standing.allowanceExpiry(),
                Charges.NONE,
                Failures.NONE);
    }

    /** The state after all of these, in any order; empty without the event that created it. */
    public static Optional<Subscription> fold(Collection<? extends OfSubscription> events) {
        @Nullable Subscription state = null;
        for (var event : History.inChainOrder(events)) {
            if (state != null) {
                state = state.after(event);
            } else if (event instanceof SubscriptionCreated created) {
                state = of(created);
            }
        }
        return Optional.ofNullable(state);
    }

    /** The state after one more event: the only place where a subscription changes. */
    public Subscription after(OfSubscription event) {
        return switch (event) {
            case SubscriptionCreated _ ->
                throw new IllegalArgumentException("Subscription " + key + " cannot be created again by " + event.id());
            case OfStanding e -> with(e.standing());
            case ExecutionExecuted e -> charged(e);
            case ExecutionFailed e -> with(failures.after(e));
        };
    }

    public PlanKey plan() {
        return new PlanKey(key.module(), planId);
    }

    public boolean paused() {
        return pausedBySubscriber || pausedByMerchant;
    }

    /** This subscription in the light of everything that its meaning depends on. */
    public SubscriptionAt at(ChainTime now, Plan plan, boolean blocked, ProcessorPauses pauses) {
        return new SubscriptionAt(this, plan, blocked, pauses, now);
    }

    private Subscription with(Standing standing) {
        return new Subscription(
                key,
                subscriber,
                planId,
                createdAt,
                standing.pausedBySubscriber(),
                standing.pausedByMerchant(),
                standing.cancelled(),
                standing.remainingExecutions(),
                standing.nextChargeAt(),
                standing.windowId(),
                standing.allowanceExpiry(),
                charges,
                failures);
    }

    private Subscription charged(ExecutionExecuted event) {
        return new Subscription(
                key,
                subscriber,
                planId,
                createdAt,
                pausedBySubscriber,
                pausedByMerchant,
                cancelled,
                event.remainingExecutions(),
                event.nextChargeAt(),
                event.windowId().next(),
                allowanceExpiry,
                charges.after(event),
                Failures.NONE);
    }

    private Subscription with(Failures failures) {
        return new Subscription(
                key,
                subscriber,
                planId,
                createdAt,
                pausedBySubscriber,
                pausedByMerchant,
                cancelled,
                remainingExecutions,
                nextChargeAt,
                windowId,
                allowanceExpiry,
                charges,
                failures);
    }
}
