package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.restless.RestlessChain;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.eventlog.publishing.PublishedHeads;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.indexer.backfill.BackfillSettings;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.metrics.IndexerMetrics;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.FinalityRule;
import io.amser.indexer.rpc.JsonRpcChain;
import io.amser.indexer.rpc.LogFilters;
import io.amser.indexer.rpc.RpcSettings;
import io.amser.indexer.rpc.health.Comparison;
import io.amser.indexer.verify.Verification;
import io.amser.indexer.verify.VerificationReport;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.CreationCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A chain with the protocol on it, an empty log, and indexers between them. */
final class LocalChain implements AutoCloseable {
    static final ChainId ID = new ChainId(ChainServer.CHAIN_ID);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaServer broker;
    private final ChainServer server;
    private final Node node;
    private final DeployedContracts contracts;
    private final List<Runnable> running = new ArrayList<>();

    /** Beside the broker that tests share, whose log is emptied. */
    LocalChain(ChainSettings settings) {
        this(settings, TestServers.kafka());
    }

    LocalChain(ChainSettings settings, KafkaServer broker) {
        this.broker = broker;
        forgetLog();
        this.server = TestServers.freshChain(settings);
        this.node = new Node(server.http());
        this.contracts = new DeployContracts(node).deploy();
    }

    private void forgetLog() {
        try (var admin = broker.admin()) {
            for (var topic : List.of(Topic.CHAIN_EVENTS, Topic.CHAIN_HEADS, Topic.INDEXER_STATE)) {
                try {
                    admin.deleteTopics(List.of(topic.name())).all().get();
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
                }
            }
            await(() -> names(admin).noneMatch(name -> name.startsWith("amser.")));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> names(Admin admin) {
        try {
            return admin.listTopics().names().get().stream();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    Node node() {
        return node;
    }

    /** Makes and unmakes the blocks from now on. */
    RestlessChain restless() {
        var restless = new RestlessChain(server.http(), new Random(1), InstantSource.system());
        running.add(restless::close);
        return restless;
    }

    DeployedContracts contracts() {
        return contracts;
    }

    Merchant merchant(int number) {
        return new Merchant(Account.number(3 + number), node, contracts);
    }

    Subscriber subscriber(int number) {
        return new Subscriber(Account.subscriber(number), node, contracts);
    }

    /** Sends without waiting for a block; the node signs. */
    void sendUnmined(Call<?> call) {
        node.local(
                "eth_sendTransaction",
                List.of(Map.of(
                        "from", merchant(0).address().value(),
                        "to", call.to().value(),
                        "data", call.data(),
                        "gas", "0x200000")));
    }

    /** Where the factory's first module will be. */
    Address firstModule() {
        return CreationCode.addressOf(contracts.factory(), 1);
    }

    /** The same contracts but for a factory of somebody else's. */
    DeployedContracts withForeignFactory() {
        var stranger = new Wallet(Account.number(8), node, ChainServer.CHAIN_ID);
        var implementation = stranger.create(CreationCode.subscriptionModule(contracts.processor()));
        var factory = stranger.create(CreationCode.moduleFactory(List.of(implementation)));
        return new DeployedContracts(
                contracts.permit2(),
                contracts.tokenRegistry(),
                contracts.feeSchedule(),
                contracts.processor(),
                factory,
                contracts.token(),
                contracts.startBlock());
    }

    void killChain() {
        server.kill();
    }

    void restartChain() {
        server.restart();
    }

    PublishedLog log() {
        return new PublishedLog(kafka());
    }

    ChainTail tail() {
        return new ChainTail(node, contracts.known());
    }

    URI rpc() {
        return server.http();
    }

    Chain chain() {
        return chain(List.of(rpc()));
    }

    Chain chain(List<URI> endpoints) {
        var chain = new JsonRpcChain(
                new RpcSettings(
                        ID,
                        endpoints,
                        Duration.ofSeconds(5),
                        new FinalityRule(2, 4),
                        Duration.ofMillis(200),
                        new Comparison(5, 1_000)),
                new LogFilters(contracts.permit2(), List.of(contracts.processor())),
                InstantSource.system(),
                new RpcMetrics(new SimpleMeterRegistry()));
        running.add(chain::close);
        return chain;
    }

    IndexerSettings settings() {
        return new IndexerSettings(
                ID,
                contracts.startBlock(),
                contracts.known(),
                kafka(),
                new TopicSize(12, 1),
                new BackfillSettings(3, 4, 20, Duration.ofSeconds(5)),
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofSeconds(6));
    }

    Indexer start() {
        return start(chain());
    }

    Indexer start(Chain chain) {
        var indexer = new Indexer(
                settings(),
                chain,
                InstantSource.system(),
                new IndexerMetrics(new SimpleMeterRegistry(), InstantSource.system()));
        var thread = Thread.ofVirtual().start(indexer);
        running.add(() -> end(indexer, thread));
        return indexer;
    }

    private static void end(Indexer indexer, Thread thread) {
        indexer.stop();
        try {
            if (!thread.join(Duration.ofSeconds(1))) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    VerificationReport verify() {
        return new Verification(chain(), ID, contracts.known(), kafka(), 10)
                .run(new BlockNumber(1))
                .orElseThrow();
    }

    /** Writes to the log what no chain tells; the indexer that is active is shut out. */
    void forge(PublishedEvent record) {
        try (var publisher = LogPublisher.open(kafka(), ID, InstantSource.system())) {
            var head = publisher.newestHead().orElseThrow().head();
            publisher.publish(new LogTransaction(List.of(record), head, List.of()));
        }
    }

    Map<String, String> serviceSettings() {
        var settings = new HashMap<>(contracts.indexerSettings());
        settings.put("amser.chain.id", ID.toString());
        settings.put("amser.chain.rpc-urls", server.http().toString());
        settings.put("amser.chain.ws-urls", server.webSocket().toString());
        settings.put("amser.log.replicas", "1");
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        return settings;
    }

    /** Waits until the log tells of the chain's newest block. */
    void awaitIndexed() {
        await(() -> PublishedHeads.newest(kafka(), ID)
                .filter(head -> head.head().hash().equals(tail().newest()))
                .isPresent());
    }

    static void await(BooleanSupplier condition) {
        assertThat(Readiness.isReadyWithin(PATIENCE, condition)).isTrue();
    }

    void assertLogIsChain() {
        assertThat(log().events()).isNotEmpty().isEqualTo(tail().events());
    }

    @Override
    public void close() {
        running.reversed().forEach(Runnable::run);
        node.close();
        server.close();
    }
}
