package io.amser.webhook.event;

import io.amser.eventlog.PaymentAtRisk;
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
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.OfPlan;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.PlanActiveSet;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.event.Standing;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One monthly subscription to one plan of one merchant, and what happens to it. */
public final class Samples {
    public static final ChainId CHAIN = new ChainId(31337);
    public static final Address MERCHANT = address(1);
    public static final Address MODULE = address(2);
    public static final Address WALLET = address(3);
    public static final Address TOKEN = address(4);
    public static final Address KEEPER = address(5);
    public static final PlanKey PLAN = new PlanKey(MODULE, new PlanId(1));
    public static final SubscriptionKey SUBSCRIPTION = new SubscriptionKey(MODULE, SubscriptionId.of(7));
    public static final ChainTime START = new ChainTime(1_775_001_600);
    public static final Duration MONTH = Duration.ofDays(30);
    public static final Duration GRACE = Duration.ofDays(3);
    public static final TokenAmount PRICE = TokenAmount.of(10_000_000);

    private Samples() {}

    public static PlanCreated planCreated() {
        return new PlanCreated(
                origin(1, START),
                PLAN,
                TOKEN,
                PRICE,
                MONTH,
                GRACE,
                new MetadataHash("0x" + "ab".repeat(32)),
                6,
                "USDC");
    }

    /** A plan of another module of the same merchant. */
    public static PlanCreated planOf(Address module, int number) {
        var plan = planCreated();
        return new PlanCreated(
                origin(1000 + number, START),
                new PlanKey(module, new PlanId(1)),
                plan.token(),
                plan.price(),
                plan.interval(),
                plan.gracePeriod(),
                plan.metadataHash(),
                plan.decimals(),
                plan.symbol());
    }

    public static PlanActiveSet planClosed() {
        return new PlanActiveSet(origin(2, START), PLAN, false);
    }

    public static SubscriptionCreated created() {
        return new SubscriptionCreated(origin(3, START), SUBSCRIPTION, WALLET, PLAN.id(), standing(false, 0));
    }

    public static ExecutionExecuted paid() {
        return new ExecutionExecuted(
                origin(4, START.plus(Duration.ofMinutes(1))),
                SUBSCRIPTION,
                WALLET,
                new WindowId(0),
                MERCHANT,
                TOKEN,
                PRICE,
                TokenAmount.of(100_000),
                TokenAmount.of(50_000),
                KEEPER,
                START,
                START.plus(MONTH),
                Executions.limited(11));
    }

    public static ExecutionFailed failed(Responsible responsible, FailCode code) {
        return new ExecutionFailed(
                origin(5, START.plus(MONTH).plus(Duration.ofHours(1))),
                SUBSCRIPTION,
                new WindowId(1),
                code,
                responsible,
                KEEPER);
    }

    public static SubscriptionPaused pausedByMerchant() {
        return new SubscriptionPaused(
                origin(6, START.plus(MONTH).plus(Duration.ofHours(2))), SUBSCRIPTION, WALLET, true, standing(true, 1));
    }

    public static SubscriberBlocked blocked() {
        return new SubscriberBlocked(origin(7, START), new SubscriberKey(MODULE, WALLET));
    }

    /** That a merchant's next charge of the subscription will fail. */
    public static PaymentAtRisk atRisk(Address merchant) {
        var block = origin(9, START.plus(Duration.ofDays(27)));
        return new PaymentAtRisk(
                DeterministicIds.paymentAtRisk(CHAIN, SUBSCRIPTION, new WindowId(1)),
                CHAIN,
                merchant,
                SUBSCRIPTION,
                new WindowId(1),
                WALLET,
                TOKEN,
                PRICE,
                TokenAmount.of(2_500_000),
                START.plus(MONTH),
                FailCode.TRANSFER_FAILED,
                block.blockNumber(),
                block.blockHash(),
                block.blockTime());
    }

    /** What is known after these events. */
    public static Circumstances after(OfSubscription... events) {
        return new Circumstances(Subscription.fold(List.of(events)), plan(planCreated()), ProcessorPauses.NEVER, false);
    }

    public static Circumstances afterPlan(OfPlan... events) {
        return new Circumstances(Optional.empty(), plan(events), ProcessorPauses.NEVER, false);
    }

    private static Optional<Plan> plan(OfPlan... events) {
        return Plan.fold(List.of(events));
    }

    private static Standing standing(boolean pausedByMerchant, long window) {
        return new Standing(
                false,
                pausedByMerchant,
                false,
                false,
                Executions.limited(12 - window),
                START.plus(MONTH.multipliedBy(window)),
                new WindowId(window),
                START.plus(Duration.ofDays(365)));
    }

    public static EventOrigin origin(int number, ChainTime time) {
        var block = new BlockHash("0x" + "%064x".formatted(number));
        var tx = new TxHash("0x" + "%064x".formatted(1000 + number));
        return new EventOrigin(
                CHAIN,
                new BlockNumber(number),
                block,
                time,
                tx,
                0,
                MODULE,
                MODULE,
                MERCHANT,
                DeterministicIds.event(CHAIN, block, tx, 0));
    }

    public static Address address(int number) {
        return new Address("0x" + "%040x".formatted(number));
    }
}
