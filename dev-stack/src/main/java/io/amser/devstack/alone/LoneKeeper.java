package io.amser.devstack.alone;

import io.amser.devstack.platform.Service;
import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.preflight.CannotStart;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.Place;
import io.amser.devstack.server.PostgresServer;
import io.amser.protocol.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A keeper and, unless it is told of another one, the database server of its journal. Closing it stops both. */
public final class LoneKeeper implements AutoCloseable {

    private static final Duration FIRST_ROUND = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<PostgresServer> postgres;
    private final ServiceProcess keeper;

    private LoneKeeper(Optional<PostgresServer> postgres, ServiceProcess keeper) {
        this.postgres = postgres;
        this.keeper = keeper;
    }

    /**
     * Starts it, and returns once it has looked at the chain and is admitted there; throws with a sentence otherwise.
     *
     * @param folder the journal stays here from one run to the next
     * @param secrets environment variables beside those of this program
     */
    public static LoneKeeper start(KeeperOptions options, Path folder, Map<String, String> secrets) {
        var deployment = Deployment.lookAt(options);
        var own = folder.resolve("chain-%d-%s"
                .formatted(deployment.chainId(), options.processors().getFirst()));
        var postgres = options.database().isPresent()
                ? Optional.<PostgresServer>empty()
                : Optional.of(Infrastructure.chosen().postgres(Place.in(own.resolve("postgres"))));
        var command = ServiceCommand.of(Service.KEEPER.module(), options.port(), own.resolve("keeper.log"))
                .with(settings(options, deployment))
                .with(postgres.map(LoneKeeper::own)
                        .orElseGet(() -> given(options.database().orElseThrow())));
        if (postgres.isPresent()) {
            command = command.withSecret("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        }
        for (var secret : secrets.entrySet()) {
            command = command.withSecret(secret.getKey(), secret.getValue());
        }
        var lone = new LoneKeeper(postgres, ServiceProcess.start(command));
        try {
            lone.awaitFirstRound();
            Deployment.requireAdmitted(options, new Address(lone.key()));
            return lone;
        } catch (RuntimeException e) {
            lone.close();
            throw e;
        }
    }

    private static Map<String, String> settings(KeeperOptions options, Deployment deployment) {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.profile", "alone");
        settings.put("amser.chain.id", Long.toString(deployment.chainId()));
        settings.put("amser.chain.rpc-urls", listed(options.rpc().stream()));
        if (deployment.chainId() == ChainServer.CHAIN_ID) {
            settings.put("amser.chain.longest-lead", "3650D"); // its clock is set ahead, and no log says so
        }
        settings.put("amser.contracts.processors", listed(options.processors().stream()));
        settings.put("amser.contracts.permit2", deployment.permit2().value());
        settings.put("amser.keeper.source.start-block", Long.toString(options.from()));
        options.api().ifPresent(api -> {
            settings.put("amser.keeper.source.kind", "api");
            settings.put("amser.keeper.source.api", api.toString());
        });
        return settings;
    }

    private static String listed(Stream<?> values) {
        return values.map(Object::toString).collect(Collectors.joining(","));
    }

    private static Map<String, String> own(PostgresServer postgres) {
        var journal = postgres.ensureDatabase("keeper");
        return Map.of(
                "quarkus.datasource.reactive.url", journal.reactiveUrl(),
                "quarkus.datasource.jdbc.url", journal.jdbcUrl(),
                "quarkus.datasource.username", journal.user());
    }

    private static Map<String, String> given(String jdbcUrl) {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                jdbcUrl,
                "quarkus.datasource.reactive.url",
                jdbcUrl.replaceFirst("^jdbc:", ""));
    }

    private void awaitFirstRound() {
        keeper.awaitReady();
        if (!Readiness.isReadyWithin(FIRST_ROUND, () -> status().hasNonNull("chain_time"))) {
            throw new CannotStart(
                    "the keeper does not come to look at the chain: its log %s says why.".formatted(log()));
        }
    }

    /** The address for which it signs. */
    public String key() {
        return status().path("key").asString();
    }

    public Path log() {
        return keeper.log();
    }

    public URI uri(String path) {
        return keeper.uri(path);
    }

    public boolean isAlive() {
        return keeper.isAlive();
    }

    /** What it says of itself; empty while it does not answer. */
    public JsonNode status() {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri("/keeper/status")).build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException _) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the keeper", e);
        }
    }

    @Override
    public void close() {
        keeper.close();
        postgres.ifPresent(PostgresServer::close);
    }
}
