package io.amser.bench.pipeline;

import io.amser.bench.WrongResult;
import io.amser.bench.figure.Rate;
import io.amser.bench.history.HistoricChain;
import io.amser.bench.reading.LiveHeap;
import io.amser.bench.reading.ServiceHandle;
import io.amser.devstack.platform.Service;
import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Ports;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.Database;
import io.amser.devstack.server.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A service that applies the log to a database of its own, as the process that it always is. */
final class ReadingService implements AutoCloseable {

    /** What answers merchants is what they wait for. */
    private static final Service SERVICE = Service.API;

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final long BETWEEN_LOOKS_MILLIS = 10;

    private final int port = Ports.free();
    private final AppliedLog applied;
    private final ServiceProcess process;

    /** Starts it, and does not wait until it has begun. */
    ReadingService(HistoricChain history, KafkaServer kafka, Database database, Path log) {
        this.applied = new AppliedLog(database);
        var settings = new HashMap<String, String>();
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("amser.chain.id", Long.toString(ChainServer.CHAIN_ID));
        settings.put("amser.chain.rpc-urls", history.rpc().toString());
        settings.put("amser.log.replicas", "1");
        settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", database.user());
        this.process = ServiceProcess.start(ServiceCommand.of(SERVICE.module(), port, log)
                .with(settings)
                .withSecret("QUARKUS_DATASOURCE_PASSWORD", database.password()));
    }

    /** From the moment that it takes its place in the log to the moment that it has applied all up to these offsets. */
    Rate catchUp(List<Long> ends, long events) {
        await(applied::hasBegun);
        long start = System.nanoTime();
        awaitApplied(ends);
        return new Rate(events, Duration.ofNanos(System.nanoTime() - start));
    }

    void awaitApplied(List<Long> ends) {
        await(() -> applied.hasReached(ends));
    }

    /** Throws unless its tables tell of so many events and charges. */
    void requireApplied(long events, long charges) {
        applied.require(events, charges);
    }

    long liveHeap() {
        return ServiceHandle.at(port)
                .map(LiveHeap::of)
                .orElseThrow(() -> new WrongResult("The " + SERVICE.module() + " has ended, see " + process.log()));
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new WrongResult(
                        "The %s did not apply the log, see %s".formatted(SERVICE.module(), process.log()));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a service", e);
            }
        }
    }

    @Override
    public void close() {
        process.kill();
        applied.close();
    }
}
