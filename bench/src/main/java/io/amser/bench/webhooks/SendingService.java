package io.amser.bench.webhooks;

import io.amser.bench.WrongResult;
import io.amser.devstack.platform.Service;
import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Ports;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.Database;
import io.amser.devstack.server.KafkaServer;
import io.amser.protocol.Address;
import io.amser.servicetoken.Audience;
import io.amser.servicetoken.Scope;
import io.amser.servicetoken.ServiceToken;
import io.amser.servicetoken.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** webhook-service as the process that it always is, with a database of its own. */
final class SendingService implements AutoCloseable {

    private static final String DOOR_KEY = "a-key-of-benchmarks-and-of-nothing-else";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long BETWEEN_LOOKS_MILLIS = 10;
    private static final String DELIVERED = "SELECT coalesce(sum(delivered), 0) FROM ledger";
    private static final int CREATED = 201;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TokenKey key = new TokenKey(Audience.WEBHOOK_SERVICE, DOOR_KEY);
    private final ServiceProcess process;
    private final Connection connection;

    private SendingService(ServiceProcess process, Connection connection) {
        this.process = process;
        this.connection = connection;
    }

    static SendingService start(KafkaServer kafka, Database database, Path log) {
        var command = ServiceCommand.of(Service.WEBHOOK.module(), Ports.free(), log)
                .with(Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrapServers(),
                        "amser.log.replicas", "1",
                        "amser.chain.id", Long.toString(ChainServer.CHAIN_ID),
                        "quarkus.datasource.reactive.url", database.reactiveUrl(),
                        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                        "quarkus.datasource.username", database.user(),
                        "amser.webhook.secrets.keys[0].id", "bench",
                        "amser.webhook.egress.plain-http", "true",
                        "amser.webhook.egress.permitted", "127.0.0.0/8"))
                .withSecret("QUARKUS_DATASOURCE_PASSWORD", database.password())
                .withSecret("AMSER_WEBHOOK_DOOR_KEY", DOOR_KEY)
                .withSecret("AMSER_WEBHOOK_SECRETS_KEYS_0__BASE64", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        var process = ServiceProcess.start(command);
        try {
            process.awaitReady();
            return new SendingService(process, database.connect());
        } catch (SQLException e) {
            process.kill();
            throw new IllegalStateException(e);
        }
    }

    /** Makes an endpoint that is told of everything, as a merchant does. */
    void makeEndpoint(Address merchant, URI url) {
        var token = key.sign(
                ServiceToken.of(merchant, Scope.WRITE), InstantSource.system().instant());
        var request = HttpRequest.newBuilder(process.uri("/v0/webhooks"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"url\":\"" + url + "\"}"))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != CREATED) {
                throw new WrongResult("No endpoint was made: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making endpoints", e);
        }
    }

    /** How many deliveries have arrived, as the ledgers have it. */
    long delivered() {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(DELIVERED)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new WrongResult("Not everything was delivered, see " + process.log());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for deliveries", e);
            }
        }
    }

    @Override
    public void close() {
        process.kill();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
