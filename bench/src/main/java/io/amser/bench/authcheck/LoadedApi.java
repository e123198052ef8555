package io.amser.bench.authcheck;

import io.amser.bench.WrongResult;
import io.amser.bench.reading.LiveHeap;
import io.amser.bench.reading.ServiceHandle;
import io.amser.devstack.platform.Service;
import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Ports;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.Database;
import io.amser.devstack.server.KafkaServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/** The api-service as the process that it always is, over a database that holds a population. */
final class LoadedApi implements AutoCloseable {

    static final String KEY = "the-key-of-this-benchmark";

    /** All questions come from one address. */
    private static final String UNLIMITED = Integer.toString(Integer.MAX_VALUE);

    private final int port = Ports.free();
    private final Population population;
    private final Database database;
    private final ServiceProcess process;

    private LoadedApi(Population population, KafkaServer kafka, Database database, Path log) {
        this.population = population;
        this.database = database;
        this.process = ServiceProcess.start(ServiceCommand.of(Service.API.module(), port, log)
                .with("amser.api.testnet", "true")
                .with(Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrapServers(),
                        "amser.chain.id", Long.toString(ChainServer.CHAIN_ID),
                        "amser.chain.rpc-urls", "http://127.0.0.1:9",
                        "amser.log.replicas", "1",
                        "quarkus.datasource.reactive.url", database.reactiveUrl(),
                        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                        "quarkus.datasource.username", database.user()))
                .withSecret("QUARKUS_DATASOURCE_PASSWORD", database.password())
                .withSecret("AMSER_API_DEV_KEY", KEY)
                .withSecret("AMSER_API_LIMIT_ADDRESS_PER_MINUTE", UNLIMITED));
    }

    /** Its own migrations make the tables, which the population then fills. */
    static LoadedApi start(Population population, KafkaServer kafka, Database database, Path log) {
        var api = new LoadedApi(population, kafka, database, log);
        api.process.awaitReady();
        population.load(database);
        return api;
    }

    Population population() {
        return population;
    }

    Database database() {
        return database;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    long liveHeap() {
        return LiveHeap.of(handle());
    }

    ProcessHandle handle() {
        return ServiceHandle.at(port)
                .orElseThrow(() -> new WrongResult("The api-service has ended, see " + process.log()));
    }

    @Override
    public void close() {
        process.kill();
    }
}
