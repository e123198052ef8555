package io.amser.bench.discord;

import io.amser.bench.WrongResult;
import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.platform.Service;
import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Ports;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.Database;
import io.amser.devstack.server.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** discord-service as the process that it always is. */
final class RoleService implements AutoCloseable {
    /** Nobody asks it: no wallet is linked by its signature here. */
    private static final String NO_CHAIN = "http://127.0.0.1:9";

    private static final long BETWEEN_LOOKS_MILLIS = 10;

    private final ServiceProcess process;

    private RoleService(ServiceProcess process) {
        this.process = process;
    }

    /** With its own settings, but for what {@code settings} say. */
    static RoleService start(
            KafkaServer kafka, Database database, DiscordStandIn discord, Path log, Map<String, String> settings) {
        var command = ServiceCommand.of(Service.DISCORD.module(), Ports.free(), log)
                .with(Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrapServers(),
                        "amser.log.replicas", "1",
                        "amser.chain.id", Long.toString(ChainServer.CHAIN_ID),
                        "amser.chain.rpc-urls", NO_CHAIN,
                        "quarkus.datasource.reactive.url", database.reactiveUrl(),
                        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                        "quarkus.datasource.username", database.user(),
                        "amser.discord.rest-url", discord.restUrl().toString(),
                        "amser.discord.application-id", discord.application().id(),
                        "amser.discord.public-key", discord.application().publicKey()))
                .with(settings)
                .withSecret("QUARKUS_DATASOURCE_PASSWORD", database.password())
                .withSecret("AMSER_DISCORD_BOT_TOKEN", discord.application().botToken())
                .withSecret("AMSER_DISCORD_CLIENT_SECRET", discord.application().clientSecret());
        var process = ServiceProcess.start(command);
        process.awaitReady();
        return new RoleService(process);
    }

    void await(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new WrongResult("Not every role was changed, see " + process.log());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for roles", e);
            }
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
