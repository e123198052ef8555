package io.amser.acceptance.fault.keeper;

import io.amser.acceptance.fault.Replicas;
import io.amser.acceptance.stage.ChainLog;
import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.multitude.Multitude;
import io.amser.devstack.multitude.MultitudeShape;
import io.amser.devstack.platform.Service;
import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Ports;
import io.amser.devstack.restless.RestlessChain;
import io.amser.devstack.rpc.HostileNode;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.Database;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.Place;
import io.amser.devstack.server.PostgresServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.LocalRpc;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.Address;
import io.amser.protocol.Executions;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.event.ChainEvent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A chain with a multitude of subscriptions, an indexer that tells of it, and three keepers: two that share a database and follow it, and one that runs alone. */
public final class KeeperStage implements AutoCloseable {

    static final Duration INTERVAL = Duration.ofDays(1);
    private static final int KEEPERS = 3;
    private static final int FIRST_KEEPER = 2_000;
    private static final int NODES_PER_KEEPER = 2;
    /** A reorganisation has to stay above what is final, which is two epochs below the head. */
    private static final int SLOTS_PER_EPOCH = 16;

    static final int BLOCKS_UNTIL_FINAL = 2 * SLOTS_PER_EPOCH;

    private static final String THOUSAND_ETHER_IN_WEI = "1" + "0".repeat(21);

    private static final String THOUSAND_ETHER = "0x3635c9adc5dea00000";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path folder;
    private final Size size;
    private final KafkaServer kafka;
    private final PostgresServer postgres;
    private final Node node;
    private final LocalRpc rpc;
    private final DeployedContracts contracts;
    private final Multitude multitude;
    private final Purses purses;
    private final RestlessChain chain;
    private final List<HostileNode> nodes;
    private final Replicas keepers;

    private KeeperStage(Path folder, Size size, long seed) {
        this.folder = folder;
        this.size = size;
        this.purses = new Purses(size);
        try {
            var infrastructure = Infrastructure.chosen();
            var kafkaStart = inBackground(() -> infrastructure.kafka(Place.in(folder.resolve("kafka"))));
            var postgresStart = inBackground(() -> infrastructure.postgres(Place.in(folder.resolve("postgres"))));
            var server = closed(infrastructure.chain(
                    Place.in(folder.resolve("chain")),
                    ChainSettings.blockPerTransaction().withSlotsPerEpoch(SLOTS_PER_EPOCH)));
            node = closed(new Node(server.http()));
            rpc = closed(new LocalRpc(server.http()));
            contracts = new DeployContracts(node).deploy();
            nodes = IntStream.range(0, KEEPERS * NODES_PER_KEEPER)
                    .mapToObj(number -> closed(HostileNode.before(server.http(), seed + number)))
                    .toList();
            kafka = closed(kafkaStart.join());
            postgres = closed(postgresStart.join());
            closed(ServiceProcess.start(indexer(server)));
            keepers = closed(new Replicas(new Random(seed)));
            commands().forEach(keepers::add);
            multitude = Multitude.gather(rpc, node, contracts, shape());
            allowKeepers();
            chain = closed(new RestlessChain(server.http(), new Random(seed), InstantSource.system()));
            chain.mine(BLOCKS_UNTIL_FINAL);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts all of it in an empty folder. */
    public static KeeperStage open(Path folder, Size size, long seed) {
        return new KeeperStage(folder, size, seed);
    }

    private MultitudeShape shape() {
        return new MultitudeShape(
                size.merchants(),
                size.subscriptions(),
                purses.wallets(),
                INTERVAL,
                Executions.limited(size.windows() + 1),
                purses::windowsFunded,
                INTERVAL.multipliedBy(9).dividedBy(10),
                size.stepsPerWindow());
    }

    /** Only now, so that they leave the first charges alone. */
    private void allowKeepers() {
        rpc.ask("evm_setAutomine", true);
        var owner = new Wallet(Account.owner(), node, ChainServer.CHAIN_ID);
        for (var key : keys()) {
            rpc.ask("anvil_setBalance", key.value(), THOUSAND_ETHER);
            owner.execute(ProcessorCalls.setKeeper(contracts.processor(), key, true));
        }
    }

    private static Account key(int keeper) {
        return Account.number(FIRST_KEEPER + keeper);
    }

    List<Address> keys() {
        return IntStream.range(0, KEEPERS)
                .mapToObj(keeper -> key(keeper).address())
                .toList();
    }

    private ServiceCommand indexer(ChainServer server) {
        return ServiceCommand.of(Service.INDEXER.module(), Ports.free(), folder.resolve("indexer.log"))
                .with(contracts.indexerSettings())
                .with(Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrapServers(),
                        "amser.log.replicas", "1",
                        "amser.chain.id", Long.toString(ChainServer.CHAIN_ID),
                        "amser.chain.rpc-urls", server.http().toString(),
                        "amser.chain.ws-urls", server.webSocket().toString()));
    }

    /** How to run each keeper: the first two beside the platform, replicas with keys of their own; the third one alone. */
    private List<ServiceCommand> commands() {
        var shared = postgres.ensureDatabase("keeper");
        return List.of(
                keeper(0, shared).with(beside()),
                keeper(1, shared).with(beside()),
                keeper(2, postgres.ensureDatabase("keeper-alone")).with(alone()));
    }

    private Map<String, String> beside() {
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "amser.log.replicas", "1",
                "mp.messaging.incoming.chain-events.session.timeout.ms", "6000",
                "mp.messaging.incoming.chain-events.heartbeat.interval.ms", "1500");
    }

    private Map<String, String> alone() {
        return Map.of(
                "quarkus.profile",
                "alone",
                "amser.keeper.source.start-block",
                contracts.startBlock().toString());
    }

    private ServiceCommand keeper(int number, Database database) {
        return ServiceCommand.of(
                        Service.KEEPER.module(), Ports.free(), folder.resolve("keeper-%d.log".formatted(number)))
                .with(contracts.keeperSettings())
                .with(Map.ofEntries(
                        Map.entry("quarkus.datasource.reactive.url", database.reactiveUrl()),
                        Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                        Map.entry("quarkus.datasource.username", database.user()),
                        Map.entry("amser.chain.id", Long.toString(ChainServer.CHAIN_ID)),
                        Map.entry("amser.chain.rpc-urls", nodesOf(number)),
                        Map.entry("amser.chain.rpc-timeout", "2s"),
                        Map.entry("amser.chain.longest-lead", "3650D"),
                        Map.entry("amser.keeper.charging.poll-interval", "100ms"),
                        Map.entry("amser.keeper.charging.lease", "5s"),
                        Map.entry("amser.keeper.submission.max-spend-per-day", THOUSAND_ETHER_IN_WEI),
                        Map.entry("amser.keeper.submission.rebroadcast-after", "1s"),
                        Map.entry("amser.keeper.submission.displaced-after", "10s"),
                        Map.entry("amser.keeper.assignment.mode", "deterministic"),
                        Map.entry("amser.keeper.assignment.priority", "2s"),
                        Map.entry("amser.keeper.assignment.fallback", "1s")))
                .withSecret("QUARKUS_DATASOURCE_PASSWORD", database.password())
                .withSecret("AMSER_KEEPER_KEY_PRIVATE_KEY", key(number).privateKey());
    }

    private String nodesOf(int keeper) {
        return nodes.subList(keeper * NODES_PER_KEEPER, (keeper + 1) * NODES_PER_KEEPER).stream()
                .map(HostileNode::uri)
                .map(URI::toString)
                .collect(Collectors.joining(","));
    }

    Replicas keepers() {
        return keepers;
    }

    List<HostileNode> nodes() {
        return nodes;
    }

    RestlessChain chain() {
        return chain;
    }

    Node node() {
        return node;
    }

    LocalRpc rpc() {
        return rpc;
    }

    DeployedContracts contracts() {
        return contracts;
    }

    Multitude multitude() {
        return multitude;
    }

    Purses purses() {
        return purses;
    }

    Size size() {
        return size;
    }

    /** What stands on the chain now, in its order. */
    List<ChainEvent> events() {
        return new ChainLog(node, contracts.known(), contracts.startBlock()).events();
    }

    /** The journals, each with the keys that write into it. */
    Map<Database, List<Address>> journals() {
        return Map.of(
                postgres.database("keeper"), keys().subList(0, 2),
                postgres.database("keeper-alone"), keys().subList(2, KEEPERS));
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> start) {
        return CompletableFuture.supplyAsync(start, task -> Thread.ofVirtual().start(task));
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
