package io.amser.bench.keeper;

import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.multitude.Multitude;
import io.amser.devstack.multitude.MultitudeShape;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.Place;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.LocalRpc;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.web3j.utils.Numeric;

/** A chain on which every subscription is due once a day, all of them within one minute. */
final class BusyChain implements AutoCloseable {

    private static final int MERCHANTS = 25;
    private static final int FIRST_KEEPER = 2_000;
    private static final int MOST_KEEPERS = 3;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_BLOCKS = Duration.ofSeconds(2);
    private static final long BLOCK_GAS = 60_000_000;
    private static final int DAYS_FUNDED = 5;
    private static final String THOUSAND_ETHER = "0x3635c9adc5dea00000";

    private final int subscriptions;
    private final ChainServer server;
    private final Node node;
    private final LocalRpc rpc;
    private final DeployedContracts contracts;
    private final Multitude multitude;
    private final KnownContracts known;

    BusyChain(Path folder, int subscriptions) {
        this.subscriptions = subscriptions;
        server = Infrastructure.chosen()
                .chain(Place.in(folder), ChainSettings.blockPerTransaction().shortOfMemory());
        node = new Node(server.http());
        rpc = new LocalRpc(server.http());
        contracts = new DeployContracts(node).deploy();
        for (var keeper : keys(MOST_KEEPERS)) {
            rpc.ask("anvil_setBalance", keeper.address().value(), THOUSAND_ETHER);
        }
        multitude = Multitude.gather(
                rpc,
                node,
                contracts,
                new MultitudeShape(
                        MERCHANTS,
                        subscriptions,
                        subscriptions,
                        DAY,
                        Executions.unlimited(),
                        _ -> DAYS_FUNDED,
                        MINUTE,
                        (int) MINUTE.toSeconds()));
        known = known();
        rpc.ask("evm_setBlockGasLimit", "0x" + Long.toHexString(BLOCK_GAS));
    }

    private KnownContracts known() {
        var logs = new ArrayList<RawLog>();
        var last = newest();
        for (var block = contracts.startBlock().value(); block <= last; block++) {
            logs.addAll(node.logs(block));
        }
        return EventDecoder.decode(logs, contracts.known()).known();
    }

    static List<Account> keys(int keepers) {
        return IntStream.range(0, keepers)
                .mapToObj(number -> Account.number(FIRST_KEEPER + number))
                .toList();
    }

    /** These may charge, and nobody else. */
    void allow(List<Account> keepers) {
        rpc.ask("evm_setIntervalMining", 0);
        rpc.ask("evm_setAutomine", true);
        var owner = new Wallet(Account.owner(), node, ChainServer.CHAIN_ID);
        for (var key : keys(MOST_KEEPERS)) {
            owner.execute(ProcessorCalls.setKeeper(contracts.processor(), key.address(), keepers.contains(key)));
        }
        rpc.ask("evm_setAutomine", false);
    }

    /** From now on a block comes every two seconds, and the first subscription is due so much later; returns the newest block. */
    long live(Duration before) {
        var due = node.ask(ModuleCalls.subscription(multitude.subscriptions().getFirst()))
                .nextChargeAt();
        rpc.ask("evm_setNextBlockTimestamp", due.minus(before).seconds());
        rpc.ask("evm_mine");
        rpc.ask("evm_setIntervalMining", BETWEEN_BLOCKS.toSeconds());
        return newest();
    }

    int subscriptions() {
        return subscriptions;
    }

    long newest() {
        return node.latestBlock().getNumber().longValueExact();
    }

    ChainTime time() {
        return node.time();
    }

    /** What comes too late counts as well. */
    boolean hasNothingPending() {
        return Numeric.decodeQuantity(rpc.ask("txpool_status").path("pending").asString())
                        .signum()
                == 0;
    }

    /** When the last subscription is due. */
    ChainTime lastDue() {
        return node.ask(ModuleCalls.subscription(multitude.subscriptions().getLast()))
                .nextChargeAt();
    }

    Ledger ledger(List<Account> keepers, long first) {
        var addresses = keepers.stream().map(Account::address).collect(Collectors.toSet());
        return Ledger.read(rpc, known, addresses, first, newest());
    }

    /** The gas of charges that are sent one by one, of one subscription in so many. */
    double gasOfSingleCharges(Account keeper, int oneIn) {
        rpc.ask("evm_setIntervalMining", 0);
        rpc.ask("evm_setAutomine", true);
        node.advance(DAY);
        var wallet = new Wallet(keeper, node, ChainServer.CHAIN_ID);
        return IntStream.iterate(0, number -> number < subscriptions, number -> number + oneIn)
                .mapToObj(multitude.subscriptions()::get)
                .mapToLong(subscription -> gasOf(wallet, subscription))
                .average()
                .orElseThrow();
    }

    private long gasOf(Wallet wallet, SubscriptionKey subscription) {
        return wallet.execute(ProcessorCalls.execute(contracts.processor(), subscription))
                .getGasUsed()
                .longValueExact();
    }

    /** What each keeper is told of the chain. */
    Map<String, String> settings() {
        return Map.of(
                "amser.chain.id", Long.toString(ChainServer.CHAIN_ID),
                "amser.chain.rpc-urls", server.http().toString(),
                "amser.chain.longest-lead", "3650D",
                "amser.keeper.source.start-block", contracts.startBlock().toString(),
                "amser.contracts.processors", contracts.processor().value(),
                "amser.contracts.permit2", contracts.permit2().value());
    }

    @Override
    public void close() {
        rpc.close();
        node.close();
        server.close();
    }
}
