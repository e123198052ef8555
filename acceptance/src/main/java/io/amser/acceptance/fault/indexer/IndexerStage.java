package io.amser.acceptance.fault.indexer;

import io.amser.acceptance.stage.ChainLog;
import io.amser.acceptance.stage.TopicReader;
import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.process.Ports;
import io.amser.devstack.restless.RestlessChain;
import io.amser.devstack.restless.Traffic;
import io.amser.devstack.rpc.HostileNode;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.Place;
import io.amser.devstack.wallet.Node;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import io.amser.eventlog.wire.EventWire;
import io.amser.protocol.event.ChainEvent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A chain behind nodes that can misbehave, a broker, and room for indexers between them. */
public final class IndexerStage implements AutoCloseable {

    /** A reorganisation of thirty blocks has to stay above what is final, which is two epochs below the head. */
    private static final int SLOTS_PER_EPOCH = 16;

    private static final int NODES = 3;
    private static final int PARTITIONS = 12;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path folder;
    private final KafkaServer kafka;
    private final Node node;
    private final DeployedContracts contracts;
    private final RestlessChain chain;
    private final Traffic traffic;
    private final List<HostileNode> nodes;
    private final HeadWatch heads;
    private int forks;

    private IndexerStage(Path folder, long seed) {
        this.folder = folder;
        try {
            var infrastructure = Infrastructure.chosen();
            var server = closed(infrastructure.chain(
                    Place.in(folder.resolve("chain")),
                    ChainSettings.blockPerTransaction().withSlotsPerEpoch(SLOTS_PER_EPOCH)));
            kafka = closed(infrastructure.kafka(Place.in(folder.resolve("kafka"))));
            createTopics();
            node = closed(new Node(server.http()));
            contracts = new DeployContracts(node).deploy();
            traffic = new Traffic(node, contracts, new Random(seed));
            traffic.prepare();
            chain = closed(new RestlessChain(server.http(), new Random(seed), InstantSource.system()));
            chain.mine(2 * SLOTS_PER_EPOCH);
            nodes = IntStream.range(0, NODES)
                    .mapToObj(number -> closed(HostileNode.before(server.http(), seed + number)))
                    .toList();
            heads = closed(new HeadWatch(kafka));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts all but the indexers, in an empty folder. */
    public static IndexerStage open(Path folder, long seed) {
        return new IndexerStage(folder, seed);
    }

    private void createTopics() {
        try (var admin = kafka.admin()) {
            new Topics(admin)
                    .ensure(
                            new TopicSize(PARTITIONS, 1),
                            List.of(Topic.CHAIN_EVENTS, Topic.CHAIN_HEADS, Topic.INDEXER_STATE));
        }
    }

    RestlessChain chain() {
        return chain;
    }

    Traffic traffic() {
        return traffic;
    }

    List<HostileNode> nodes() {
        return nodes;
    }

    /** A node of its own with the same blocks, for somebody who forks off alone. */
    Fork fork() {
        forks++;
        var server = Infrastructure.chosen()
                .chain(
                        Place.in(folder.resolve("fork-" + forks)),
                        ChainSettings.blockPerTransaction().withSlotsPerEpoch(SLOTS_PER_EPOCH));
        return new Fork(server, chain.fork(server.http()));
    }

    /** A branch that nobody else follows, and its node. */
    record Fork(ChainServer server, RestlessChain chain) implements AutoCloseable {
        @Override
        public void close() {
            chain.close();
            server.close();
        }
    }

    /** How to run an indexer that asks all nodes, and is less patient than in production. */
    ServiceCommand indexer(String name) {
        var settings = new HashMap<>(contracts.indexerSettings());
        settings.putAll(Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                Map.entry("amser.log.replicas", "1"),
                Map.entry("amser.chain.id", Long.toString(ChainServer.CHAIN_ID)),
                Map.entry("amser.chain.rpc-urls", listed(HostileNode::uri)),
                Map.entry("amser.chain.ws-urls", listed(HostileNode::webSocket)),
                Map.entry("amser.chain.rpc-timeout", "2s"),
                Map.entry("amser.indexer.poll-interval", "50ms"),
                Map.entry("amser.indexer.repeat-head-every", "1s"),
                Map.entry("amser.indexer.take-over-after", "6s")));
        return ServiceCommand.of("indexer-service", Ports.free(), folder.resolve(name + ".log"))
                .with(settings);
    }

    private String listed(Function<HostileNode, URI> address) {
        return nodes.stream().map(address).map(URI::toString).collect(Collectors.joining(","));
    }

    /** Whether the log tells everything up to the newest block. */
    boolean isCaughtUp() {
        return heads.newest().filter(chain.newest()::equals).isPresent();
    }

    /** What stands on the chain now, in its order. */
    List<ChainEvent> events() {
        return new ChainLog(node, contracts.known(), contracts.startBlock()).events();
    }

    /** The log of events as its consumers read it. */
    List<LogAudit.Told> log() {
        return new TopicReader(kafka)
                .read(Topic.CHAIN_EVENTS.name()).stream()
                        .map(record ->
                                new LogAudit.Told(EventWire.read(record), Instant.ofEpochMilli(record.timestamp())))
                        .toList();
    }

    private <C extends AutoCloseable> C closed(C part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("amser: " + e.getMessage());
            }
        }
    }
}
