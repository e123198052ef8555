package io.amser.webhook.timer;

import io.amser.eventlog.Head;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.Paused;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.SubscriberUnblocked;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import io.amser.protocol.event.ChainEvent.SubscriptionRecovered;
import io.amser.protocol.event.ChainEvent.SubscriptionResumed;
import io.amser.protocol.event.ChainEvent.Unpaused;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.event.Standing;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.amser.webhook.event.Samples;
import java.time.Instant;
import java.util.List;

/** What can happen to the sampled subscription in one block of one branch of the chain. */
record Branch(int number, long block, ChainTime time) {
    static final Address PROCESSOR = Samples.address(8);

    /** By which this block is the newest one, written as the {@code written}-th head. */
    WrittenHead head(int written, Long... reached) {
        return head(written, 0, 0, reached);
    }

    WrittenHead head(int written, long safe, long finalized, Long... reached) {
        var head = new Head(
                Samples.CHAIN, new BlockNumber(block), hash(), time, new BlockNumber(safe), new BlockNumber(finalized));
        return new WrittenHead(
                head.published(Instant.EPOCH, List.of(reached)), Instant.EPOCH.plusSeconds(written), written);
    }

    ModuleDeployed deployed() {
        return new ModuleDeployed(origin(0), Samples.MERCHANT, ModuleKind.SUBSCRIPTIONS, Samples.MODULE, PROCESSOR);
    }

    SubscriptionCreated created(long expiry) {
        var standing = new Standing(
                false, false, false, false, Executions.unlimited(), time, new WindowId(0), new ChainTime(expiry));
        return new SubscriptionCreated(origin(1), Samples.SUBSCRIPTION, Samples.WALLET, Samples.PLAN.id(), standing);
    }

    ExecutionExecuted charged(SubscriptionAt state) {
        var before = state.subscription();
        var paidFor = state.executionTime();
        return new ExecutionExecuted(
                origin(2),
                before.key(),
                before.subscriber(),
                before.windowId(),
                Samples.MERCHANT,
                Samples.TOKEN,
                Samples.PRICE,
                TokenAmount.ZERO,
                TokenAmount.ZERO,
                Samples.KEEPER,
                paidFor,
                paidFor.plus(state.plan().interval()),
                before.remainingExecutions());
    }

    ExecutionFailed failed(Subscription before, Responsible responsible, FailCode code) {
        return new ExecutionFailed(origin(2), before.key(), before.windowId(), code, responsible, Samples.KEEPER);
    }

    SubscriptionPaused paused(Subscription before) {
        return new SubscriptionPaused(
                origin(2), before.key(), before.subscriber(), true, standing(before, true, before.nextChargeAt(), 0));
    }

    SubscriptionResumed resumed(SubscriptionAt state) {
        var before = state.subscription();
        var next = state.accessLasts() ? before.nextChargeAt() : ChainTime.later(before.nextChargeAt(), time);
        return new SubscriptionResumed(
                origin(2), before.key(), before.subscriber(), true, standing(before, false, next, 0));
    }

    SubscriptionRecovered recovered(Subscription before) {
        return new SubscriptionRecovered(
                origin(2),
                before.key(),
                before.subscriber(),
                Samples.MERCHANT,
                standing(before, before.pausedByMerchant(), time, 1));
    }

    SubscriberBlocked blocked() {
        return new SubscriberBlocked(origin(2), new SubscriberKey(Samples.MODULE, Samples.WALLET));
    }

    SubscriberUnblocked unblocked() {
        return new SubscriberUnblocked(origin(2), new SubscriberKey(Samples.MODULE, Samples.WALLET));
    }

    Paused processorPaused() {
        return new Paused(atProcessor(), time);
    }

    Unpaused processorUnpaused() {
        return new Unpaused(atProcessor(), time);
    }

    private static Standing standing(Subscription before, boolean paused, ChainTime next, long windows) {
        var window = windows == 0 ? before.windowId() : before.windowId().next();
        return new Standing(
                before.pausedBySubscriber(),
                paused,
                before.cancelled(),
                false,
                before.remainingExecutions(),
                next,
                window,
                before.allowanceExpiry());
    }

    AllowanceSet allowance(ChainTime expiration) {
        var key = new AllowanceKey(PROCESSOR, Samples.WALLET, Samples.TOKEN);
        return new AllowanceSet(origin(4), key, TokenAmount.UNLIMITED_ALLOWANCE, expiration);
    }

    private EventOrigin atProcessor() {
        var origin = origin(3);
        return new EventOrigin(
                origin.chainId(),
                origin.blockNumber(),
                origin.blockHash(),
                origin.blockTime(),
                origin.txHash(),
                origin.logIndex(),
                PROCESSOR,
                null,
                null,
                origin.id());
    }

    EventOrigin origin(int index) {
        var tx = new TxHash("0x%064x".formatted(number * 1_000_000L + block));
        return new EventOrigin(
                Samples.CHAIN,
                new BlockNumber(block),
                hash(),
                time,
                tx,
                index,
                Samples.MODULE,
                Samples.MODULE,
                Samples.MERCHANT,
                DeterministicIds.event(Samples.CHAIN, hash(), tx, index));
    }

    private BlockHash hash() {
        return new BlockHash("0x%064x".formatted(number * 1_000_000L + block));
    }

    static <E extends ChainEvent> List<E> only(List<ChainEvent> events, Class<E> family) {
        return events.stream().filter(family::isInstance).map(family::cast).toList();
    }

    static Subscription fold(List<ChainEvent> events) {
        return Subscription.fold(only(events, OfSubscription.class)).orElseThrow();
    }
}
