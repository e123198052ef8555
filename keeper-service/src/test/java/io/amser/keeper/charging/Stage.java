package io.amser.keeper.charging;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.eventlog.PublishedEvent;
import io.amser.keeper.assignment.AssignmentConfig;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.ChainConfig;
import io.amser.keeper.chain.OwnTime;
import io.amser.keeper.chain.RpcChain;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.incomplete.IncompleteModules;
import io.amser.keeper.key.LocalSigner;
import io.amser.keeper.key.WatchedSigner;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A chain with a merchant, a plan of 10 dollars a month, subscribers, and a keeper's database that follows it. */
final class Stage implements AutoCloseable {
    static final Duration MONTH = Duration.ofDays(30);
    static final TokenAmount PRICE = usdc(10);

    /** These chains are set ahead, and have no log that says so. */
    private static final ChainTime FAR_AHEAD = new ChainTime((1L << 48) - 1);

    private final ChainServer server = TestServers.freshChain(ChainSettings.blockPerTransaction());
    final Node node = new Node(server.http());
    final DeployedContracts contracts = new DeployContracts(node).deploy();
    final KeeperDatabase database;
    final Merchant merchant = new Merchant(Account.merchant(), node, contracts);
    final PlanKey plan;
    private final LogFollower log = new LogFollower(node, contracts.known(), contracts.startBlock());

    private final List<KeeperDatabase> databases = new ArrayList<>();

    Stage() {
        this(new KeeperDatabase());
    }

    Stage(KeeperDatabase database) {
        this.database = database;
        databases.add(database);
        merchant.deployModule();
        plan = merchant.createPlan("Pro", PRICE, MONTH, Duration.ofDays(3));
        follow();
    }

    static TokenAmount usdc(long dollars) {
        return TokenAmount.of(dollars * 1_000_000);
    }

    Subscriber subscriber(int index) {
        return new Subscriber(Account.subscriber(index), node, contracts);
    }

    /** A subscriber with so much money subscribes, allowing whatever may come. */
    SubscriptionKey subscribe(int index, TokenAmount money) {
        var subscriber = subscriber(index);
        if (!money.equals(TokenAmount.ZERO)) {
            subscriber.receive(money);
        }
        subscriber.approvePermit2();
        return subscribe(index, plan);
    }

    /** A subscriber who has all that it needs subscribes, allowing whatever may come. */
    SubscriptionKey subscribe(int index, PlanKey chosen) {
        var subscription = subscriber(index)
                .subscribe(chosen, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(365));
        follow();
        return subscription;
    }

    /** Applies what has happened on the chain since the last call. */
    void follow() {
        var events = log.follow();
        databases.forEach(following -> following.apply(events));
    }

    /** That of a keeper of somebody else, which follows the same chain. */
    KeeperDatabase anotherDatabase() {
        var another = new KeeperDatabase();
        another.apply(log.seen().stream().map(PublishedEvent::of).toList());
        databases.add(another);
        return another;
    }

    void retractAbove(long block) {
        var retractions = log.retractAbove(block);
        databases.forEach(following -> following.apply(retractions));
    }

    Round keeper() {
        return keeper(Settings.USUAL, chain());
    }

    Round keeper(Settings settings, Chain chain) {
        return keeper(database, Account.keeper(), settings, Settings.OPEN, chain);
    }

    Round keeper(KeeperDatabase of, Account account, Settings settings, AssignmentConfig assignment, Chain chain) {
        return keeper(of, account, settings, assignment, chain, new Condition());
    }

    /** @param condition is told of what the keeper sees */
    Round keeper(Condition condition) {
        return keeper(Settings.USUAL, condition);
    }

    Round keeper(Settings settings, Condition condition) {
        return keeper(database, Account.keeper(), settings, Settings.OPEN, chain(), condition);
    }

    private Round keeper(
            KeeperDatabase of,
            Account account,
            Settings settings,
            AssignmentConfig assignment,
            Chain chain,
            Condition condition) {
        var signer = new WatchedSigner(new LocalSigner(account.credentials()), new Concerns());
        return keeper(of, signer, settings, assignment, chain, condition);
    }

    Round keeper(Settings settings, WatchedSigner signer) {
        return keeper(database, signer, settings, Settings.OPEN, chain(), new Condition());
    }

    private Round keeper(
            KeeperDatabase of,
            WatchedSigner signer,
            Settings settings,
            AssignmentConfig assignment,
            Chain chain,
            Condition condition) {
        return KeeperWiring.of(
                chain,
                of.database(),
                signer,
                condition,
                new Concerns(),
                new ChainId(ChainServer.CHAIN_ID),
                List.of(contracts.processor()),
                settings,
                settings,
                assignment,
                new IncompleteModules(chain, of.database(), List.of(contracts.processor()))::search,
                receipt -> {});
    }

    Chain chain() {
        return chain(server.http());
    }

    long timesCharged(SubscriptionKey subscription) {
        follow();
        return log.seen().stream()
                .filter(event ->
                        event instanceof ExecutionExecuted e && e.subscription().equals(subscription))
                .count();
    }

    List<ExecutionFailed> failures(SubscriptionKey subscription) {
        follow();
        return log.seen().stream()
                .filter(ExecutionFailed.class::isInstance)
                .map(ExecutionFailed.class::cast)
                .filter(event -> event.subscription().equals(subscription))
                .toList();
    }

    boolean active(int index) {
        return node.ask(ModuleCalls.isActive(plan, subscriber(index).address()));
    }

    @Override
    public void close() {
        database.close();
        node.close();
        server.close();
    }

    /** By way of these nodes. */
    Chain chain(URI... nodes) {
        return new RpcChain(
                new Nodes(List.of(nodes)), contracts.permit2(), () -> new OwnTime(FAR_AHEAD, Duration.ZERO));
    }

    URI rpc() {
        return server.http();
    }

    private record Nodes(List<URI> rpcUrls) implements ChainConfig {
        @Override
        public long id() {
            return ChainServer.CHAIN_ID;
        }

        @Override
        public Duration rpcTimeout() {
            return Duration.ofSeconds(10);
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
