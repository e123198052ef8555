package io.amser.bench.made;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.KafkaServer;
import io.amser.eventlog.Head;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.event.Standing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The log as an indexer would write it, without a chain: modules with one plan each, which costs the same every week. */
public final class MadeLog implements AutoCloseable {
    public static final PlanId PLAN = new PlanId(1);
    public static final Duration WEEK = Duration.ofDays(7);
    public static final Duration GRACE = Duration.ofDays(3);

    private static final ChainId CHAIN = new ChainId(ChainServer.CHAIN_ID);
    private static final ChainTime BEGINNING = new ChainTime(1_704_067_200);
    private static final ChainTime FAR_FUTURE = new ChainTime(4_102_444_800L);
    private static final Address TOKEN = new Address("0x70" + "c".repeat(38));
    private static final Address PROCESSOR = new Address("0x90" + "b".repeat(38));
    private static final Address KEEPER = new Address("0x6e" + "e".repeat(38));
    private static final TokenAmount PRICE = TokenAmount.of(10_000_000);
    private static final int EVENTS_PER_BLOCK = 25;
    private static final int EVENTS_AT_ONCE = 1_000;

    private final LogPublisher publisher;
    private final List<PublishedEvent> block = new ArrayList<>();
    private ChainTime time = BEGINNING;
    private long events;
    private long emptyBlocks;

    public MadeLog(KafkaServer kafka) {
        publisher =
                LogPublisher.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), CHAIN, InstantSource.system());
    }

    /** Later events have a later time by so much. */
    public void pass(Duration duration) {
        time = time.plus(duration);
    }

    public void open(MadeModule module) {
        add(new ModuleDeployed(
                origin(module), module.merchant(), ModuleKind.SUBSCRIPTIONS, module.address(), PROCESSOR));
        add(new PlanCreated(
                origin(module),
                new PlanKey(module.address(), PLAN),
                TOKEN,
                PRICE,
                WEEK,
                GRACE,
                new MetadataHash("0x" + "ab".repeat(32)),
                6,
                "USDC"));
    }

    public void subscribe(MadeSubscription subscription) {
        var standing = new Standing(
                false, false, false, false, Executions.unlimited(), BEGINNING.plus(WEEK), new WindowId(0), FAR_FUTURE);
        add(new SubscriptionCreated(
                origin(subscription.module()), subscription.key(), subscription.wallet(), PLAN, standing));
    }

    /** {@code window} counts the charges of the subscription. */
    public void charge(MadeSubscription subscription, int window) {
        add(new ExecutionExecuted(
                origin(subscription.module()),
                subscription.key(),
                subscription.wallet(),
                new WindowId(window),
                subscription.module().merchant(),
                TOKEN,
                PRICE,
                TokenAmount.of(100_000),
                TokenAmount.of(50_000),
                KEEPER,
                time,
                time.plus(WEEK),
                Executions.unlimited()));
    }

    private void add(ChainEvent event) {
        block.add(new PublishedEvent(event, false));
        events++;
        if (block.size() == EVENTS_AT_ONCE) {
            publish();
        }
    }

    /** Writes what has been added, if anything. */
    public void publish() {
        if (!block.isEmpty()) {
            publishHead();
        }
    }

    /** A block in which nothing happens: time goes by. */
    public void publishEmptyBlock() {
        emptyBlocks++;
        publishHead();
    }

    private void publishHead() {
        var number = number();
        publisher.publish(
                new LogTransaction(block, new Head(CHAIN, number, hash(number), time, number, number), List.of()));
        block.clear();
    }

    private BlockNumber number() {
        return new BlockNumber(1 + emptyBlocks + events / EVENTS_PER_BLOCK);
    }

    private EventOrigin origin(MadeModule module) {
        var hash = hash(number());
        var tx = new TxHash("0x%064x".formatted(events));
        return new EventOrigin(
                CHAIN,
                number(),
                hash,
                time,
                tx,
                0,
                module.address(),
                module.address(),
                module.merchant(),
                DeterministicIds.event(CHAIN, hash, tx, 0));
    }

    private static BlockHash hash(BlockNumber number) {
        return new BlockHash("0x%064x".formatted(number.value()));
    }

    @Override
    public void close() {
        publisher.close();
    }
}
