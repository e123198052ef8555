package io.amser.keeper.source;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.keeper.chain.ChainConfig;
import io.amser.keeper.chain.ChainLogs;
import io.amser.keeper.chain.OwnTime;
import io.amser.keeper.chain.RpcChain;
import io.amser.keeper.charging.KeeperDatabase;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.schedule.DueProjection;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A chain with a merchant, and the empty tables of a keeper that has nobody but the chain. */
final class SourceStage implements AutoCloseable {

    static final Duration MONTH = Duration.ofDays(30);

    private final ChainServer server =
            TestServers.freshChain(ChainSettings.blockPerTransaction().withSlotsPerEpoch(8));
    final Node node = new Node(server.http());
    final DeployedContracts contracts = new DeployContracts(node).deploy();
    final KeeperDatabase database = new KeeperDatabase();
    final RpcChain chain = new RpcChain(
            new OneNode(server.http()),
            contracts.permit2(),
            () -> new OwnTime(new ChainTime((1L << 48) - 1), Duration.ZERO));
    final Concerns concerns = new Concerns();
    final PlanKey plan = plan(Account.merchant());

    PlanKey plan(Account account) {
        var merchant = new Merchant(account, node, contracts);
        merchant.deployModule();
        return merchant.createPlan("Pro", TokenAmount.of(10_000_000), MONTH, Duration.ofDays(3));
    }

    SubscriptionKey subscribe(int index, PlanKey chosen) {
        var subscriber = new Subscriber(Account.subscriber(index), node, contracts);
        subscriber.receive(TokenAmount.of(100_000_000));
        subscriber.approvePermit2();
        return subscriber.subscribe(
                chosen, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(365));
    }

    /** As it starts: it remembers nothing but the tables. */
    ChainSource source(long blocksPerRange) {
        return source(blocksPerRange, chain);
    }

    ChainSource source(long blocksPerRange, ChainLogs node) {
        return new ChainSource(
                node,
                new FollowedEvents(database.pool(), new DueProjection()),
                List.of(contracts.processor()),
                new Ranges(blocksPerRange),
                concerns);
    }

    /** The subscriptions with a window that waits. */
    List<String> due() {
        return database.ask("SELECT module || '/' || id AS answer FROM due ORDER BY 1");
    }

    List<String> events() {
        return database.ask("SELECT event_id AS answer FROM history ORDER BY block_number, log_index");
    }

    @Override
    public void close() {
        database.close();
        node.close();
        server.close();
    }

    record Ranges(long blocksPerRange) implements SourceConfig {

        @Override
        public Kind kind() {
            return Kind.CHAIN;
        }

        @Override
        public long startBlock() {
            return 0;
        }

        @Override
        public Optional<URI> api() {
            return Optional.empty();
        }
    }

    private record OneNode(URI url) implements ChainConfig {

        @Override
        public long id() {
            return ChainServer.CHAIN_ID;
        }

        @Override
        public List<URI> rpcUrls() {
            return List.of(url);
        }

        @Override
        public Duration rpcTimeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Duration longestLead() {
            return Duration.ofMinutes(5);
        }

        @Override
        public long finalDepth() {
            return 64;
        }
    }
}
