package io.amser.bench.history;

import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.Place;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.Address;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A local chain on which a history has already happened. Closing it ends the chain. */
public final class HistoricChain implements AutoCloseable {

    private static final int TOLD = 10;

    private final ChainServer server;
    private final Node node;
    private final DeployedContracts contracts;

    private final BillingHistory history;

    private HistoricChain(ChainServer server, Node node, DeployedContracts contracts, BillingHistory history) {
        this.server = server;
        this.node = node;
        this.contracts = contracts;
        this.history = history;
    }

    public static HistoricChain make(Path folder, HistoryShape shape, PrintStream progress) {
        var chain = withSubscriptions(folder, shape);
        var step = Math.max(1, shape.windows() / TOLD) * (long) shape.subscribers();
        try {
            chain.charge(charged -> {
                if (charged % step == 0) {
                    progress.printf("  the chain: %,d of %,d charges%n", charged, shape.charges());
                }
            });
            return chain;
        } catch (RuntimeException e) {
            chain.close();
            throw e;
        }
    }

    /** A chain on which nobody has been charged yet. */
    public static HistoricChain withSubscriptions(Path folder, HistoryShape shape) {
        var settings = ChainSettings.blockPerTransaction()
                .from(BillingHistory.BEGINNING)
                .withSlotsPerEpoch(1)
                .forgetful();
        var server = Infrastructure.chosen().chain(Place.in(folder), settings);
        var node = new Node(server.http());
        try {
            var contracts = new DeployContracts(node).deploy();
            var history = new BillingHistory(node, contracts, shape);
            history.begin();
            return new HistoricChain(server, node, contracts, history);
        } catch (RuntimeException e) {
            node.close();
            server.close();
            throw e;
        }
    }

    /** Charges window after window; {@code charged} hears after each block how many charges there are. */
    public void charge(LongConsumer charged) {
        history.charge(charged);
    }

    /** Counted from 0. */
    public static Address merchant(int number) {
        return BillingHistory.merchant(number).address();
    }

    public URI rpc() {
        return server.http();
    }

    public URI webSocket() {
        return server.webSocket();
    }

    public DeployedContracts contracts() {
        return contracts;
    }

    public long newestBlock() {
        return node.latestBlock().getNumber().longValueExact();
    }

    @Override
    public void close() {
        node.close();
        server.close();
    }
}
