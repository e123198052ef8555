package io.amser.bench.webhooks;

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
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The log as an indexer would write it, without a chain: merchants with a module each, whose subscriptions are charged again
 * and again, each time for a week, so that none lapses while others are charged.
 */
final class MadeLog implements AutoCloseable {

    /** Of each group of merchants. */
    static final int SUBSCRIPTIONS = 1_000;

    private static final ChainId CHAIN = new ChainId(ChainServer.CHAIN_ID);
    private static final ChainTime BEGINNING = new ChainTime(1_704_067_200);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final ChainTime FAR_FUTURE = new ChainTime(4_102_444_800L);
    private static final PlanId PLAN = new PlanId(1);
    private static final Address TOKEN = new Address("0x70" + "c".repeat(38));
    private static final Address PROCESSOR = new Address("0x90" + "b".repeat(38));
    private static final Address KEEPER = new Address("0x6e" + "e".repeat(38));
    private static final TokenAmount PRICE = TokenAmount.of(10_000_000);
    private static final int EVENTS_PER_BLOCK = 25;
    private static final int EVENTS_AT_ONCE = 1_000;

    private final LogPublisher publisher;
    private final Map<Merchants, Integer> windows = new HashMap<>();
    private final List<PublishedEvent> block = new ArrayList<>();
    private ChainTime time = BEGINNING;
    private long events;

    MadeLog(KafkaServer kafka) {
        publisher =
                LogPublisher.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), CHAIN, InstantSource.system());
    }

    /** Modules, plans and subscriptions; answers of how many events merchants hear. */
    long begin(List<Merchants> groups) {
        for (var group : groups) {
            group.numbers().forEach(this::open);
            subscriptions(group).forEach(this::subscribe);
        }
        publish();
        return groups.stream().mapToLong(group -> group.count() + SUBSCRIPTIONS).sum();
    }

    /** Charges every subscription of the group once, and answers how many these are. */
    int charge(Merchants group) {
        var window = windows.merge(group, 1, Integer::sum) - 1;
        time = time.plus(Duration.ofSeconds(1));
        for (var subscription : subscriptions(group)) {
            charge(subscription, window);
        }
        publish();
        return SUBSCRIPTIONS;
    }

    private record Subscribed(int merchant, SubscriptionKey key, Address wallet) {}

    /** Merchants take turns. */
    private static List<Subscribed> subscriptions(Merchants group) {
        return IntStream.range(0, SUBSCRIPTIONS)
                .mapToObj(n -> {
                    var merchant = group.first() + n % group.count();
                    var id = SubscriptionId.of(n / group.count() + 1L);
                    return new Subscribed(
                            merchant,
                            new SubscriptionKey(Merchants.module(merchant), id),
                            new Address("0x5b%08x%030x".formatted(merchant, n)));
                })
                .toList();
    }

    private void open(int merchant) {
        var module = Merchants.module(merchant);
        add(new ModuleDeployed(
                origin(merchant), Merchants.merchant(merchant), ModuleKind.SUBSCRIPTIONS, module, PROCESSOR));
        add(new PlanCreated(
                origin(merchant),
                new PlanKey(module, PLAN),
                TOKEN,
                PRICE,
                WEEK,
                Duration.ofDays(3),
                new MetadataHash("0x" + "ab".repeat(32)),
                6,
                "USDC"));
    }

    private void subscribe(Subscribed subscribed) {
        var standing = new Standing(
                false, false, false, false, Executions.unlimited(), BEGINNING.plus(WEEK), new WindowId(0), FAR_FUTURE);
        add(new SubscriptionCreated(
                origin(subscribed.merchant()), subscribed.key(), subscribed.wallet(), PLAN, standing));
    }

    private void charge(Subscribed subscribed, int window) {
        add(new ExecutionExecuted(
                origin(subscribed.merchant()),
                subscribed.key(),
                subscribed.wallet(),
                new WindowId(window),
                Merchants.merchant(subscribed.merchant()),
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

    private void publish() {
        if (!block.isEmpty()) {
            var number = number();
            publisher.publish(
                    new LogTransaction(block, new Head(CHAIN, number, hash(number), time, number, number), List.of()));
            block.clear();
        }
    }

    private BlockNumber number() {
        return new BlockNumber(1 + events / EVENTS_PER_BLOCK);
    }

    private EventOrigin origin(int merchant) {
        var module = Merchants.module(merchant);
        var hash = hash(number());
        var tx = new TxHash("0x%064x".formatted(events));
        return new EventOrigin(
                CHAIN,
                number(),
                hash,
                time,
                tx,
                0,
                module,
                module,
                Merchants.merchant(merchant),
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
