package io.amser.acceptance.stage;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.platform.Platform;
import io.amser.devstack.platform.PlatformPorts;
import io.amser.devstack.platform.Progress;
import io.amser.devstack.platform.Service;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.EventWire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A whole platform on ports of its own, the people on it, and every place where one can look what became of them. */
public final class Stage implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofSeconds(90);

    /** The accounts before it have names in the demo and in the platform itself. */
    private static final int FIRST_NEWCOMER = 100;

    private static final String THOUSAND_ETHER = "0x3635c9adc5dea00000";

    private final Platform platform;
    private final RestApi api;
    private final ChainLog chain;
    private final AtomicInteger newcomers = new AtomicInteger(FIRST_NEWCOMER);

    private Stage(Platform platform) {
        this.platform = platform;
        this.api = new RestApi(platform.api());
        this.chain = new ChainLog(
                platform.node(),
                platform.contracts().known(),
                platform.contracts().startBlock());
    }

    /** Starts everything in an empty folder; blocks come every second, and for every transaction. */
    public static Stage open(Path folder, Progress progress) {
        var blocks = ChainSettings.blockPerTransaction().withHeartbeat(Duration.ofSeconds(1));
        return new Stage(Platform.start(folder, PlatformPorts.free(), blocks, progress));
    }

    public Platform platform() {
        return platform;
    }

    public Node node() {
        return platform.node();
    }

    public RestApi api() {
        return api;
    }

    public ChainLog chain() {
        return chain;
    }

    public KafkaServer kafka() {
        return platform.kafka();
    }

    /** Somebody who has ether for gas and nothing else. */
    public Account newcomer() {
        var account = Account.number(newcomers.getAndIncrement());
        node().local("anvil_setBalance", List.of(account.address().value(), THOUSAND_ETHER));
        return account;
    }

    /** A newcomer with a module. */
    public Merchant newMerchant() {
        var merchant = new Merchant(newcomer(), node(), platform.contracts());
        merchant.deployModule();
        return merchant;
    }

    public Subscriber newSubscriber() {
        return new Subscriber(newcomer(), node(), platform.contracts());
    }

    /** The records of the log of events, as its consumers read them. */
    public List<PublishedEvent> log() {
        return read(Topic.CHAIN_EVENTS).stream().map(EventWire::read).toList();
    }

    /** What a service has set aside. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters(Service service) {
        return read(Topic.deadLettersOf(service.module()));
    }

    /** The read model of one service. */
    public SortedMap<String, List<String>> tables(Service service) {
        return Tables.of(platform.postgres().database(service.database()));
    }

    /** Waits until the API has everything up to the newest block. */
    public void awaitIndexed() {
        long head = node().latestBlock().getNumber().longValueExact();
        await("the API to reach block " + head, () -> indexedBlock() >= head);
    }

    /** Waits until this service, too, has everything up to the newest block. */
    public void awaitApplied(Service service) {
        awaitIndexed();
        var reached = positions(Service.API);
        await(
                service.module() + " to apply what the API has",
                () -> positions(service).covers(reached));
    }

    private Positions positions(Service service) {
        return Positions.of(platform.postgres().database(service.database()));
    }

    public static void await(String what, BooleanSupplier condition) {
        if (!Readiness.isReadyWithin(PATIENCE, condition)) {
            throw new IllegalStateException("Waited %s in vain for %s".formatted(PATIENCE, what));
        }
    }

    private long indexedBlock() {
        var block = api.get("/v0/status").body().at("/chains/0/indexed/number");
        return block.isString() ? Long.parseLong(block.asString()) : -1;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
        return new TopicReader(kafka()).read(topic.name());
    }

    @Override
    public void close() {
        api.close();
        platform.close();
    }
}
