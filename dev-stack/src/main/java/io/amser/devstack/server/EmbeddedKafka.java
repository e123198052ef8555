package io.amser.devstack.server;

import io.amser.devstack.process.Checkout;
import io.amser.devstack.process.ChildProcess;
import io.amser.devstack.process.Command;
import io.amser.devstack.process.Ports;
import io.amser.devstack.process.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One Kafka broker, which is its own controller, as a process of this machine. */
final class EmbeddedKafka implements KafkaServer {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);

    /** Any id does, as long as a folder keeps its own. */
    private static final String CLUSTER_ID = "amserAmserAmserAmserAg";

    private final Place place;
    private final Path settings;
    private ChildProcess process;

    EmbeddedKafka(Place place) {
        this.place = place;
        this.settings = place.folder().resolve("server.properties").toAbsolutePath();
        writeSettings();
        if (!Files.exists(place.data().resolve("meta.properties"))) {
            format();
        }
        this.process = start();
    }

    private void writeSettings() {
        try {
            Files.createDirectories(place.folder());
            Files.writeString(settings, BrokerSettings.text(place, Ports.free()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void format() {
        ChildProcess.run(java("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", settings.toString()), START);
    }

    private ChildProcess start() {
        var started = ChildProcess.start(java("kafka.Kafka", settings.toString()));
        Readiness.await(started, START, () -> Ports.isOpen(port()) && answers());
        return started;
    }

    private Command java(String main, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient=error",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp",
                classPath(),
                main));
        all.addAll(Arrays.asList(arguments));
        return Command.of("Kafka", place.log(), all);
    }

    private static String classPath() {
        try {
            return Files.readString(
                    Checkout.built("dev-stack/broker/target/classpath.txt", "build it with ./mvnw -Dquick package"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
