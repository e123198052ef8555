package io.amser.protocol;

import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionCancelled;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import io.amser.protocol.event.ChainEvent.SubscriptionRecovered;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.event.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Events of one subscription to one plan, for tests: a block per event, an hour from charge to charge. */
public final class Histories {
    public static final ChainId CHAIN = new ChainId(31337);
    public static final Address MODULE = address(0xa1);
    public static final Address PROCESSOR = address(0xa2);
    public static final Address MERCHANT = address(0xa3);
    public static final Address SUBSCRIBER = address(0xa4);
    public static final Address TOKEN = address(0xa5);
    public static final Address KEEPER = address(0xa6);
    public static final SubscriptionKey KEY = new SubscriptionKey(MODULE, SubscriptionId.of(1));
    public static final PlanKey PLAN = new PlanKey(MODULE, new PlanId(1));
    public static final Duration HOUR = Duration.ofHours(1);
    public static final Duration GRACE = Duration.ofMinutes(10);
    public static final TokenAmount PRICE = TokenAmount.of(10_000_000);
    public static final ChainTime START = new ChainTime(1_000_000);
    public static final ChainTime EXPIRY = START.plus(Duration.ofDays(365));

    private Histories() {}

    public static Address address(int number) {
        return new Address("0x%040x".formatted(number));
    }

    public static EventOrigin origin(long block, int branch, ChainTime time) {
        var blockHash = new BlockHash("0x%064x".formatted(((branch + 1L) << 32) | block));
        var tx = new TxHash("0x%064x".formatted(block));
        return new EventOrigin(
                CHAIN,
                new BlockNumber(block),
                blockHash,
                time,
                tx,
                0,
                MODULE,
                MODULE,
                MERCHANT,
                DeterministicIds.event(CHAIN, blockHash, tx, 0));
    }

    public static EventOrigin origin(long block, ChainTime time) {
        return origin(block, 0, time);
    }

    public static PlanCreated plan() {
        var hash = new MetadataHash("0x" + "77".repeat(32));
        return new PlanCreated(origin(1, START), PLAN, TOKEN, PRICE, HOUR, GRACE, hash, 6, "USDC");
    }

    public static Standing standing(ChainTime nextChargeAt, long window) {
        return new Standing(
                false, false, false, false, Executions.unlimited(), nextChargeAt, new WindowId(window), EXPIRY);
    }

    public static Standing paused(ChainTime nextChargeAt, long window) {
        return new Standing(
                true, false, false, false, Executions.unlimited(), nextChargeAt, new WindowId(window), EXPIRY);
    }

    public static Standing cancelled(ChainTime nextChargeAt, long window) {
        return new Standing(
                false, false, true, false, Executions.unlimited(), nextChargeAt, new WindowId(window), EXPIRY);
    }

    public static SubscriptionCreated created(EventOrigin origin) {
        return new SubscriptionCreated(origin, KEY, SUBSCRIBER, PLAN.id(), standing(origin.blockTime(), 1));
    }

    public static SubscriptionPaused paused(EventOrigin origin, ChainTime nextChargeAt, long window) {
        return new SubscriptionPaused(origin, KEY, SUBSCRIBER, false, paused(nextChargeAt, window));
    }

    public static SubscriptionCancelled cancelled(EventOrigin origin, ChainTime nextChargeAt, long window) {
        return new SubscriptionCancelled(origin, KEY, SUBSCRIBER, cancelled(nextChargeAt, window));
    }

    public static SubscriptionRecovered recovered(EventOrigin origin, long window) {
        return new SubscriptionRecovered(origin, KEY, SUBSCRIBER, MERCHANT, standing(origin.blockTime(), window));
    }

    public static ExecutionExecuted charged(EventOrigin origin, long window, ChainTime executionTime) {
        return new ExecutionExecuted(
                origin,
                KEY,
                SUBSCRIBER,
                new WindowId(window),
                MERCHANT,
                TOKEN,
                PRICE,
                TokenAmount.of(100_000),
                TokenAmount.of(10_000),
                KEEPER,
                executionTime,
                executionTime.plus(HOUR),
                Executions.unlimited());
    }

    public static ExecutionFailed failed(EventOrigin origin, long window, FailCode code, Responsible responsible) {
        return new ExecutionFailed(origin, KEY, new WindowId(window), code, responsible, KEEPER);
    }

    /** The history of {@link #created} and one charge for each hour. */
    public static List<OfSubscription> paidTimes(int charges) {
        var events = new ArrayList<OfSubscription>();
        events.add(created(origin(10, START)));
        for (var i = 0; i < charges; i++) {
            var due = START.plus(HOUR.multipliedBy(i));
            events.add(charged(origin(11 + i, due), i + 1, due));
        }
        return events;
    }
}
