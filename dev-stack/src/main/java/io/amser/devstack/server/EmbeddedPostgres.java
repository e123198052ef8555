package io.amser.devstack.server;

import io.amser.devstack.process.ChildProcess;
import io.amser.devstack.process.Command;
import io.amser.devstack.process.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL as a process of this machine, from binaries that come as a Maven artifact. */
final class EmbeddedPostgres implements PostgresServer {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    /**
     * A commit survives the end of the process; only the end of the machine could lose it. Who wants to know what that costs
     * turns it on.
     */
    private static final String DEFAULTS = "\nfsync = off\n";

    private final Place place;
    private ChildProcess process;

    EmbeddedPostgres(Place place) {
        this.place = place;
        if (!Files.exists(place.data().resolve("PG_VERSION"))) {
            createCluster();
            write(DEFAULTS, place.data().resolve("postgresql.conf"));
        }
        this.process = start();
    }

    private void createCluster() {
        ChildProcess.run(
                command(List.of(
                        PostgresBinaries.program("initdb"),
                        "--pgdata=" + place.data(),
                        "--username=postgres",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync")),
                START);
    }

    private static void write(String settings, Path file) {
        try {
            Files.writeString(file, settings, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildProcess start() {
        var started = ChildProcess.start(command(List.of(
                        PostgresBinaries.program("postgres"),
                        "-D",
                        place.data().toString(),
                        "-p",
                        Integer.toString(port()),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "shared_buffers=64MB",
                        "-c",
                        "timezone=UTC"))
                .stoppedBy(Command.StopSignal.INT));
        Readiness.await(started, START, database("postgres")::isThere);
        return started;
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private Command command(List<String> arguments) {
        List<String> all = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            all.addAll(List.of("unshare", "--user"));
        }
        all.addAll(arguments);
        return Command.of("PostgreSQL", place.log(), all);
    }

    @Override
    public int port() {
        return place.port();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void restart() {
        process = start();
    }

    @Override
    public void close() {
        process.stop(STOP);
    }
}
