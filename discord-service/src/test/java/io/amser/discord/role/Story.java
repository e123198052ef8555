package io.amser.discord.role;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.SubscriberUnblocked;
import io.amser.protocol.event.ChainEvent.SubscriptionCancelled;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import io.amser.protocol.event.ChainEvent.SubscriptionResumed;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.event.Standing;
import java.time.Duration;

/** What happens to monthly subscriptions of one module, an event a block, each an hour after the former unless time is let go by. */
public final class Story {
    public static final ChainId CHAIN = new ChainId(31_337);
    public static final Address MERCHANT = address(1);
    public static final Address MODULE = address(2);
    public static final Address TOKEN = address(4);
    public static final Address KEEPER = address(5);
    public static final ChainTime START = new ChainTime(1_775_001_600);
    public static final Duration MONTH = Duration.ofDays(30);
    public static final Duration GRACE = Duration.ofDays(3);

    private ChainTime now = START;
    private int block;

    public ChainTime now() {
        return now;
    }

    public Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public PublishedEvent plan(int plan) {
        return happened(new PlanCreated(
                origin(),
                new PlanKey(MODULE, new PlanId(plan)),
                TOKEN,
                TokenAmount.of(10_000_000),
                MONTH,
                GRACE,
                new MetadataHash("0x" + "ab".repeat(32)),
                6,
                "USDC"));
    }

    public PublishedEvent subscribe(int id, Address wallet, int plan) {
        return happened(
                new SubscriptionCreated(origin(), subscription(id), wallet, new PlanId(plan), standing(false, false)));
    }

    /** The paid period counts from now. */
    public PublishedEvent pay(int id, Address wallet) {
        var at = now;
        return happened(new ExecutionExecuted(
                origin(),
                subscription(id),
                wallet,
                new WindowId(block),
                MERCHANT,
                TOKEN,
                TokenAmount.of(10_000_000),
                TokenAmount.of(100_000),
                TokenAmount.of(50_000),
                KEEPER,
                at,
                at.plus(MONTH),
                Executions.unlimited()));
    }

    public PublishedEvent fail(int id, Responsible responsible) {
        return happened(new ExecutionFailed(
                origin(),
                subscription(id),
                new WindowId(block),
                responsible == Responsible.SUBSCRIBER ? FailCode.TRANSFER_FAILED : FailCode.PROCESSOR_PAUSED,
                responsible,
                KEEPER));
    }

    public PublishedEvent pause(int id, Address wallet) {
        return happened(new SubscriptionPaused(origin(), subscription(id), wallet, true, standing(true, false)));
    }

    public PublishedEvent resume(int id, Address wallet) {
        return happened(new SubscriptionResumed(origin(), subscription(id), wallet, true, standing(false, false)));
    }

    public PublishedEvent cancel(int id, Address wallet) {
        return happened(new SubscriptionCancelled(origin(), subscription(id), wallet, standing(false, true)));
    }

    public PublishedEvent block(Address wallet) {
        return happened(new SubscriberBlocked(origin(), new SubscriberKey(MODULE, wallet)));
    }

    public PublishedEvent unblock(Address wallet) {
        return happened(new SubscriberUnblocked(origin(), new SubscriberKey(MODULE, wallet)));
    }

    public static PublishedEvent takenBack(PublishedEvent event) {
        return PublishedEvent.retractionOf(event.event());
    }

    public static Address address(int number) {
        return new Address("0x" + "%040x".formatted(number));
    }

    public static SubscriptionKey subscription(int id) {
        return new SubscriptionKey(MODULE, SubscriptionId.of(id));
    }

    private Standing standing(boolean paused, boolean cancelled) {
        return new Standing(
                false,
                paused,
                cancelled,
                false,
                Executions.unlimited(),
                now.plus(MONTH),
                new WindowId(block),
                START.plus(Duration.ofDays(36_500)));
    }

    private PublishedEvent happened(ChainEvent event) {
        now = now.plus(Duration.ofHours(1));
        return PublishedEvent.of(event);
    }

    private EventOrigin origin() {
        block++;
        var hash = new BlockHash("0x" + "%064x".formatted(block));
        var tx = new TxHash("0x" + "%064x".formatted(1_000_000 + block));
        return new EventOrigin(
                CHAIN,
                new BlockNumber(block),
                hash,
                now,
                tx,
                0,
                MODULE,
                MODULE,
                MERCHANT,
                DeterministicIds.event(CHAIN, hash, tx, 0));
    }
}
