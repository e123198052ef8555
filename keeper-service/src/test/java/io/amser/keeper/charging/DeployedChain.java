package io.amser.keeper.charging;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chain with the contracts on it, which the service under test reaches through a gate that the test can shut. */
public final class DeployedChain implements QuarkusTestResourceLifecycleManager {
    private @Nullable ChainServer server;
    private @Nullable HttpServer gate;
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Map<String, String> start() {
        var chain = TestServers.freshChain(ChainSettings.blockPerTransaction());
        server = chain;
        var door = gateTo(chain.http());
        gate = door;
        try (var node = new Node(chain.http())) {
            var contracts = new DeployContracts(node).deploy();
            var settings = new HashMap<String, String>();
            settings.put("test.start-block", contracts.startBlock().toString());
            settings.put("test.factory", contracts.factory().value());
            settings.put("test.token-registry", contracts.tokenRegistry().value());
            settings.put("test.fee-schedule", contracts.feeSchedule().value());
            settings.put("amser.contracts.processors", contracts.processor().value());
            settings.put("amser.contracts.permit2", contracts.permit2().value());
            settings.put("amser.chain.id", Long.toString(ChainServer.CHAIN_ID));
            settings.put(
                    "amser.chain.rpc-urls",
                    "http://127.0.0.1:" + door.getAddress().getPort());
            settings.put("amser.keeper.key.private-key", Account.keeper().privateKey());
            settings.put("amser.keeper.charging.poll-interval", "100ms");
            settings.put("amser.log.replicas", "1");
            settings.put("amser.chain.longest-lead", "3650D");
            settings.put("test.chain", chain.http().toString());
            settings.put("test.token", contracts.token().value());
            return settings;
        }
    }

    @Override
    public void stop() {
        if (gate != null) {
            gate.stop(0);
        }
        if (server != null) {
            server.close();
        }
        client.close();
    }

    private HttpServer gateTo(URI chain) {
        try {
            var door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            door.createContext("/", exchange -> pass(exchange, chain));
            door.start();
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(HttpExchange exchange, URI chain) throws IOException {
        try (exchange) {
            if (Boolean.getBoolean("test.chain.shut")) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var request = HttpRequest.newBuilder(chain)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            exchange.getRequestBody().readAllBytes()))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
